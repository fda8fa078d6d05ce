import { Command } from "commander";
import type { Context } from "../context.ts";
import { migrateData } from "../migrate_data.ts";

/** `migrate-data`: from a file to a server, or back. */
export function migrateDataCommand(context: Context): Command {
  return new Command("migrate-data")
    .summary("Move everything into another database.")
    .description(
      "Move everything from one database into another, empty one: from a SQLite file to " +
        "PostgreSQL, or back. Stop the server first. If interrupted, run the same command to " +
        "resume. The source is not changed.",
    )
    .argument("<from>", "the path of a SQLite file, or the address of a PostgreSQL database")
    .argument("[to]", "the same (default: DATABASE_URL, which process lists do not show)")
    .option("--dry-run", "say what would be moved and change nothing")
    .action(async (from: string, to: string | undefined, { dryRun = false }) => {
      await migrateData(context, { from, to, dryRun });
    });
}
