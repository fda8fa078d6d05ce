import type { Reader } from "../storage/database.ts";
import type { CsvValue } from "../report/csv/csv_line.ts";
import { menuItems } from "./items.ts";
import { orders } from "./orders.ts";
import { stock } from "./stock.ts";

/** One kind of data that can be taken out. */
export interface Export {
  /** The columns of the CSV, as `import` knows them. */
  readonly columns: readonly string[];
  /** Rows of the CSV, some at a time; in memory are only those. */
  rows(reader: Reader, signal: AbortSignal): AsyncGenerator<readonly (readonly CsvValue[])[]>;
  /** The same as whole objects with all their parts, for other programs. */
  objects(reader: Reader, signal: AbortSignal): AsyncGenerator<readonly object[]>;
}

/** Everything that can be taken out, by name. */
export const EXPORTS = { orders, items: menuItems, stock } satisfies Readonly<
  Record<string, Export>
>;

/** The name of an export. */
export type ExportName = keyof typeof EXPORTS;

/** The forms in which data is taken out: CSV, or JSON with one object a line. */
export const EXPORT_FORMATS = ["csv", "json"] as const;

/** One form. */
export type ExportFormat = typeof EXPORT_FORMATS[number];
