import { readLocations } from "../restaurant/locations/location.ts";
import type { Database, Writer } from "../storage/database.ts";
import { nowText, systemClock } from "../values/clock.ts";
import type { ImportSource } from "./file/source.ts";
import { floorCurrency } from "./catalog/currency.ts";
import { type CatalogKindName, FLOOR_KINDS } from "./catalog/kinds.ts";
import { recogniseCatalog } from "./catalog/layout.ts";
import { noteCatalogImport } from "./catalog/note_import.ts";
import type { CatalogOptions } from "./catalog/options.ts";
import { readCatalogRows } from "./catalog/rows.ts";
import { type CatalogSummary, summariseCatalog } from "./catalog/summary.ts";
import { digestOf, readTable } from "./catalog/table.ts";
import { bytesReader, type ImportHooks } from "./hooks.ts";
import { writeOrTakeBack } from "./writing/dry_run.ts";

/** What a file holds, and what a user decided about it. */
export interface CatalogImportOptions extends CatalogOptions {
  readonly kind: CatalogKindName;
}

/** The code that ISO 4217 has for what is no money. */
const NO_CURRENCY = "XXX";

/**
 * Imports a file about the floor, all of it or, when it fails, nothing. Rows that cannot be
 * understood, and rows whose name somebody has to decide, are left out and counted. The same file
 * again changes nothing.
 *
 * @throws {RestaurantError} when the file as a whole cannot be imported.
 */
export async function importCatalog(
  database: Pick<Database, "write">,
  source: ImportSource,
  options: CatalogImportOptions,
  hooks: Pick<ImportHooks, "progress" | "signal" | "clock"> = {},
): Promise<CatalogSummary> {
  const kind = FLOOR_KINDS[options.kind];
  const file = await readTable(source, bytesReader("reading", source, hooks));
  const table = kind.prepare?.(file) ?? file;
  const formats = kind.formats.filter(({ name }) => name === (options.format ?? name));
  const layout = recogniseCatalog(table.header, formats, options.kind);
  const { rows, rest, decimalMarks } = readCatalogRows(table, layout);
  const at = nowText(hooks.clock ?? systemClock);
  const dryRun = options.dryRun ?? false;

  async function take(writer: Writer): Promise<CatalogSummary> {
    const currency = kind.perLocation ? null : floorCurrency(await readLocations(writer), options);
    const rules = { currency: currency ?? NO_CURRENCY, decimalMarks };
    const writing = { writer, at, options, rules, digest: digestOf(file) };
    const results = [...rest, ...await kind.take(writing, rows)];
    const facts = { kind: options.kind, file: source.name, encoding: table.encoding, layout };
    const summary = summariseCatalog(
      results.toSorted((a, b) => a.line - b.line),
      { ...facts, dryRun, currency },
    );
    await noteCatalogImport(writer, summary, results, at);
    return summary;
  }

  return await writeOrTakeBack(database, dryRun, take);
}
