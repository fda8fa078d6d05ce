import { Argument, Command, Option } from "commander";
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportName,
  EXPORTS,
} from "../../exporting/export.ts";
import { exportLines } from "../../exporting/export_lines.ts";
import { chooseLocations } from "../../restaurant/locations/location.ts";
import type { Reader } from "../../storage/database.ts";
import type { Snapshot } from "../../storage/backup/snapshot.ts";
import { type DatabaseFlags, readDatabase } from "../configured_database.ts";
import type { Context } from "../context.ts";
import { databaseOption } from "../options.ts";
import { printText } from "../output.ts";

interface ExportFlags extends DatabaseFlags {
  readonly location?: string;
  readonly format: ExportFormat;
}

/** `export`: the restaurant's own data on standard output. */
export function exportCommand(context: Context): Command {
  return new Command("export")
    .summary("Print all orders, menu items, ingredients, recipes or stock as CSV or JSON.")
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
    .option("--location <location>", "only this one (default all)")
    .addOption(databaseOption())
    .action(async (what: ExportName, { format, location, ...flags }: ExportFlags) => {
      await using snapshot = await readDatabase(context, flags);
      const reader = await readerOf(snapshot, location, context.signal);
      for await (const text of exportLines(EXPORTS[what], format, reader, context.signal)) {
        printText(text);
      }
    });
}

/** A reader that sees one location only, if one is named. */
async function readerOf(
  { reader, view }: Pick<Snapshot, "reader" | "view">,
  location: string | undefined,
  signal: AbortSignal,
): Promise<Reader> {
  if (location === undefined) return reader;
  const locations = (await chooseLocations(reader, location)).map(({ id }) => id);
  return view({ locations, signal }).reader;
}
