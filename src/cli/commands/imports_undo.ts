import { Command } from "commander";
import { openDatabase } from "../open_database.ts";
import { undoImport, type UndoneSummary } from "../../importing/undo/undo_import.ts";
import { counted } from "../../values/counted.ts";
import { systemClock } from "../../values/clock.ts";
import { assertThere, type DatabaseFlags, onlyDatabase } from "../configured_database.ts";
import type { Context } from "../context.ts";
import { databaseOption } from "../options.ts";
import { printResult } from "../output.ts";

type UndoFlags = DatabaseFlags & { readonly json?: boolean; readonly dryRun?: boolean };

/** `imports undo`: everything that an import changed is as before. */
export function importsUndoCommand(context: Context): Command {
  return new Command("undo")
    .summary("Take an import back.")
    .description(
      "Make everything that an import changed what it was before. Refused, with the reasons, if " +
        "later imports or orders changed or used it.",
    )
    .argument("<id>", "the import, as imports lists it")
    .option("--dry-run", "say what would happen and change nothing")
    .option("--json", "print what was done as JSON")
    .addOption(databaseOption())
    .action(async (id: string, _own: UndoFlags, command: Command) => {
      // `imports --database F undo ID` gives the options to the command around this one.
      const { json, dryRun, ...flags } = command.optsWithGlobals<UndoFlags>();
      const address = onlyDatabase(context, flags);
      await assertThere(address);
      await using database = await openDatabase(address);
      const undone = await undoImport(database, id, {
        dryRun: dryRun ?? false,
        clock: systemClock,
      });
      printResult(json === true ? JSON.stringify(undone) : textOf(undone));
    });
}

function textOf(undone: UndoneSummary): string {
  const { import_id, file, status, rows } = undone;
  const parts = [
    ...count(undone.orders_removed, "order", "removed"),
    ...count(undone.orders_put_back, "order", "as before"),
    ...count(undone.refunds_removed, "refund", "removed"),
    ...count(undone.refunds_put_back, "refund", "as before"),
    ...Object.entries(rows).map(([table, number]) => `${number} of ${table.replaceAll("_", " ")}`),
  ];
  const verb = status === "dry_run" ? "would be taken back" : "was taken back";
  return `Import ${import_id} (${file}) ${verb}: ${parts.join(", ") || "it had changed nothing"}.`;
}

function count(number: number, noun: string, what: string): string[] {
  return number === 0 ? [] : [`${counted(number, noun)} ${what}`];
}
