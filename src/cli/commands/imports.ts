import { Command } from "commander";
import { type ListedImport, listImports } from "../../importing/list_imports.ts";
import type { Context } from "../context.ts";
import { type DatabaseFlags, readDatabase } from "../configured_database.ts";
import { databaseOption, wholeNumber } from "../options.ts";
import { printResult } from "../output.ts";
import { table } from "../table.ts";
import { importsUndoCommand } from "./imports_undo.ts";

type ListFlags = DatabaseFlags & { readonly json?: boolean; readonly limit: number };

const LISTED = 50;

/** `imports`: what went in, and what of it was not used. */
export function importsCommand(context: Context): Command {
  return new Command("imports")
    .description("List imports, the latest first, or take one back.")
    .option("--limit <number>", "how many", wholeNumber, LISTED)
    .option("--json", "print them as JSON, with the whole summary of each")
    .addOption(databaseOption())
    .action(async ({ json, limit, ...flags }: ListFlags) => {
      await using snapshot = await readDatabase(context, flags);
      const imports = await listImports(snapshot.reader, limit);
      printResult(json === true ? JSON.stringify(imports) : textOf(imports));
    })
    .addCommand(importsUndoCommand(context));
}

function textOf(imports: readonly ListedImport[]): string {
  if (imports.length === 0) return "Nothing was imported yet.";
  return table(imports.map(rowOf), [
    ...["ID", "IMPORTED", "FILE", "FORMAT", "TAKEN", "QUARANTINED", "DATES", "STATE", "NOT READ"],
  ]);
}

function rowOf({ id, imported_at, file, format, rows, undone_at, summary }: ListedImport) {
  const { first_date = null, last_date = null, unused_columns = [] } = summary ?? {};
  const dates = first_date === null ? "" : `${first_date} to ${last_date}`;
  return [
    ...[id, imported_at, file, format, rows.taken, rows.quarantined, dates],
    undone_at === null ? summary === null ? "cannot be taken back" : "" : "taken back",
    unused_columns.join(", "),
  ];
}
