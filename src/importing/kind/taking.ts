import type { Writer } from "../../storage/database.ts";
import { hideRows, type HidingTable } from "../../storage/unpublished_rows.ts";
import type { DateOrder } from "../cells/dates.ts";
import type { NumberRules } from "../cells/numbers.ts";
import type { ImportJournal } from "../journal/journal.ts";
import type { BookKeeper } from "./books.ts";
import type { Format } from "./format.ts";
import type { Places } from "./places.ts";

/** How every row of one file is read, decided before the first one is taken. */
export interface Plan {
  readonly dateOrder: DateOrder;
  /** First and last date of the file as numbers, 20261013; null if it has none. */
  readonly dateRange: { readonly first: number; readonly last: number } | null;
  /** Whether the file contains the time of day. */
  readonly timesKnown: boolean;
  readonly rules: NumberRules;
  readonly places: Places;
  /** Null if the file is about no money. */
  readonly currency: string | null;
  readonly tax: TaxRules;
  /** Whether the ids of rows are kept. */
  readonly rowIds: boolean;
  /** Decisions that a reader of the figures should know of. */
  readonly notes: readonly string[];
}

/** How tax is taken out of prices. */
export interface TaxRules {
  readonly isIncluded: boolean;
  /** In millionths, if the file does not say it. */
  readonly rate: number | null;
}

/** Hides rows that were added until the import has ended, unless the open transaction ends it. */
export async function hideAdded(
  { writer, hides }: Pick<Taking, "writer" | "hides">,
  table: HidingTable,
  ids: readonly string[],
): Promise<void> {
  if (hides) await hideRows(writer, table, ids);
}

/** One import while it writes. */
export interface Taking<KindFormat extends Format = Format> {
  /** The open transaction: another one in each slice. */
  writer: Writer;
  /** Whether it hides what it adds, because a later one ends the import. */
  hides: boolean;
  /** UTC instant of the writing. */
  readonly at: string;
  readonly importId: string;
  /** Keeps what the import changes; what is not noted here is noted at its end. */
  readonly journal: ImportJournal;
  /** Adds up by how much its rows change the books of the kind. */
  readonly keeper: BookKeeper;
  readonly format: KindFormat;
  readonly plan: Plan;
  /** How many rows the file has. */
  readonly rows: number;
  /** Ids of the locations that are stored; new ones are added. */
  readonly locations: Set<string>;
  /** Identifies the text of a small file; empty for files that are not `whole`. */
  readonly digest: string;
  /** Whether the file has a column for a field. */
  has(field: string): boolean;
  /** The file's own name of the column of a field; empty if it has none. */
  columnOf(field: string): string;
}
