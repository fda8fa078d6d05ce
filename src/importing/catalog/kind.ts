import type { Writer } from "../../storage/database.ts";
import type { NumberRules } from "../cells/numbers.ts";
import type { CatalogField } from "./field.ts";
import type { CatalogOptions } from "./options.ts";
import type { CatalogOutcome } from "./outcome.ts";
import type { Table } from "./table.ts";

/** How one system writes a file of some kind: its columns by name. */
export interface CatalogFormat {
  readonly name: "generic" | "square-catalog";
  readonly title: string;
  /** The names that a column goes by, the best one first. Capitals and spaces do not matter. */
  readonly columns: Readonly<Partial<Record<CatalogField, readonly string[]>>>;
  /** The columns that a file must have. */
  readonly required: readonly CatalogField[];
}

/** A row that has as many cells as the header. */
export interface CatalogRecord {
  /** The line of the file on which it begins. */
  readonly line: number;
  /** The text of a column without spaces around it; empty where there is no such column. */
  readonly cell: (field: CatalogField) => string;
}

/** One import while it writes. */
export interface CatalogWriting {
  readonly writer: Writer;
  /** UTC instant of the writing. */
  readonly at: string;
  readonly rules: NumberRules;
  readonly options: CatalogOptions;
  /** Tells this file from every other one. */
  readonly digest: string;
}

/** A kind of file about the floor. */
export interface CatalogKind {
  /** Whether each row belongs to a location; such a file is about no money. */
  readonly perLocation: boolean;
  /** Makes one row for each thing of a file that has several in a row. */
  prepare?(table: Table): Table;
  /** Formats in the order in which a header is tried. */
  readonly formats: readonly CatalogFormat[];
  /** A row as an example, in the columns of the generic format. */
  readonly example: Readonly<Partial<Record<CatalogField, string>>>;
  /** Takes rows in and says of each what became of it. */
  take(
    writing: CatalogWriting,
    records: readonly CatalogRecord[],
  ): Promise<readonly CatalogOutcome[]>;
}
