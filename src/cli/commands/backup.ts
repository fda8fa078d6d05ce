import { Command } from "commander";
import { basename, dirname } from "node:path";
import { backUpSqlite, type CopyProgress } from "../../storage/backup/backup.ts";
import { fileAt } from "../../storage/backup/files.ts";
import type { Context } from "../context.ts";
import { databaseFile, type DatabaseFlags } from "../configured_database.ts";
import { databaseOption } from "../options.ts";
import { printResult } from "../output.ts";
import { type ProgressLine, progressLine } from "../progress.ts";
import { keepFiles, keepHosts } from "../sandbox.ts";

/** `backup`: a copy of the database, even while it is in use. */
export function backupCommand(context: Context): Command {
  return new Command("backup")
    .summary("Copy the database, even while a server runs.")
    .description(
      "Copy the database as it is now into a new file and check the copy. A running server " +
        "keeps serving and writing.",
    )
    .argument("<file>", "the copy; a file that exists is never overwritten")
    .addOption(databaseOption())
    .action(async (file: string, flags: DatabaseFlags) => {
      const { path: database } = databaseFile(context, flags);
      keepFiles({ write: [dirname(database), dirname(file)] });
      keepHosts([]);
      const size = (await fileAt(database))?.size ?? 0;
      const bytes = await backUp(database, file, progressLine(basename(file), size));
      printResult(`${file}: ${megabytes(bytes)} MB, checked and whole.`);
    });
}

async function backUp(database: string, file: string, line: ProgressLine): Promise<number> {
  try {
    return await backUpSqlite(database, file, (progress) => line.show(percentOf(progress)));
  } finally {
    line.clear();
  }
}

function percentOf({ totalPages, remainingPages }: CopyProgress): number {
  return Math.floor(100 * (1 - remainingPages / Math.max(totalPages, 1)));
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
