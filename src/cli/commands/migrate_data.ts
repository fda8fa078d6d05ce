import { Command } from "commander";
import type { Context } from "../context.ts";
import { migrateData } from "../migrate_data.ts";

/** `migrate-data`: from a file to a server, or back. */
export function migrateDataCommand(context: Context): Command {
  return new Command("migrate-data")
    .summary("Move everything into another database.")
    .description(
      "Move everything from one database into another, empty one: from a SQLite file to " +
        "PostgreSQL, or back. Stop the server first. Interrupted, the same command goes on where " +
        "it was. The source stays as it is.",
    )
    .argument("<from>", "the path of a SQLite file, or the address of a PostgreSQL database")
    .argument("[to]", "the same; without it DATABASE_URL, where no list of programs shows it")
    .option("--dry-run", "say what would be moved and change nothing")
    .action(async (from: string, to: string | undefined, { dryRun = false }) => {
      await migrateData(context, { from, to, dryRun });
    });
}
