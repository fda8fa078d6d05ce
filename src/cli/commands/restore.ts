import { Command } from "commander";
import { dirname } from "node:path";
import { type Restored, restoreSqlite } from "../../storage/backup/restore.ts";
import { systemClock } from "../../values/clock.ts";
import type { Context } from "../context.ts";
import { databaseFile, type DatabaseFlags } from "../configured_database.ts";
import { databaseOption } from "../options.ts";
import { printResult, tell } from "../output.ts";
import { keepFiles, keepHosts } from "../sandbox.ts";

type RestoreFlags = DatabaseFlags & { readonly replace?: boolean };

/** `restore`: a backup in the place of the database. */
export function restoreCommand(context: Context): Command {
  return new Command("restore")
    .summary("Replace the database with a backup.")
    .description(
      "Check a backup and put a copy of it in place of the database. Stop the server first, and " +
        "every client that started one.",
    )
    .argument("<backup>", "a file that `backup` made; it is not changed")
    .option("--replace", "move an existing database aside; it is never deleted")
    .addOption(databaseOption())
    .action(async (backup: string, { replace = false, ...flags }: RestoreFlags) => {
      const { path: database } = databaseFile(context, flags);
      keepFiles({ read: [dirname(backup)], write: [dirname(database)] });
      keepHosts([]);
      await Deno.mkdir(dirname(database), { recursive: true });
      const restored = await restoreSqlite(backup, database, { replace, now: systemClock() });
      if (restored.aside !== null) tell(`What was there is now ${restored.aside}`);
      tell("Tokens are also as they were then: `restaurant-mcp token list` shows them.");
      printResult(`${database} is restored from ${backup}${versionOf(restored)}.`);
    });
}

function versionOf({ schema }: Restored): string {
  return schema.missing.length === 0
    ? ""
    : ", of an older version; the server brings it up to date when it starts";
}
