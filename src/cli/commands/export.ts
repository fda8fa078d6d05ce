import { Argument, Command, Option } from "commander";
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportName,
  EXPORTS,
} from "../../exporting/export.ts";
import { exportLines } from "../../exporting/export_lines.ts";
import { type DatabaseFlags, readDatabase } from "../configured_database.ts";
import type { Context } from "../context.ts";
import { databaseOption } from "../options.ts";
import { printText } from "../output.ts";

interface ExportFlags extends DatabaseFlags {
  readonly format: ExportFormat;
}

/** `export`: the restaurant's own data on standard output. */
export function exportCommand(context: Context): Command {
  return new Command("export")
    .summary("Print all orders, menu items or stock as CSV or JSON.")
    .description(
      "Print everything that was imported or taken, even while a server runs. `import` takes " +
        "the CSV again, into a database that does not have it yet. JSON has one object per line, " +
        "with all parts: split payments, service charges, gratuities and modifiers with their " +
        "prices.",
    )
    .addArgument(new Argument("<what>", "what to print").choices(Object.keys(EXPORTS)))
    .addOption(
      new Option("--format <format>", "CSV with a header, or one JSON object a line")
        .choices(EXPORT_FORMATS).default("csv"),
    )
    .addOption(databaseOption())
    .action(async (what: ExportName, { format, ...flags }: ExportFlags) => {
      await using snapshot = await readDatabase(context, flags);
      const { reader } = snapshot;
      for await (const text of exportLines(EXPORTS[what], format, reader, context.signal)) {
        printText(text);
      }
    });
}
