import type { DecimalMark } from "../cells/decimals.ts";
import type { Format } from "./format.ts";

/** A question about a whole file that only all of its rows can answer. */
export interface Check {
  /** Sees every row that has a date, in the order of the file. */
  observe(row: CheckedRow): void;
  /**
   * Returns what the summary should say.
   *
   * @throws {ImportQuestion} if the file would probably be read wrongly.
   */
  conclude(decided: Decided): readonly string[];
}

/** A row of a file before it is known how its numbers are read. */
export interface CheckedRow {
  readonly line: number;
  readonly fields: readonly string[];
  cell(field: string): string;
}

/** What was decided about a file after its last row was seen. */
export interface Decided {
  readonly decimalMarks: ReadonlyMap<string, DecimalMark>;
  /** Null if the file is about no money. */
  readonly currency: string | null;
  /** Whether tax is taken out of prices because that is usual, not because anyone said it. */
  readonly assumesTaxInPrices: boolean;
  /** Whether rows that cannot be read may be left out. */
  readonly acceptQuarantine: boolean;
}

/** The columns of a file, for a check. */
export interface CheckedColumns {
  readonly kind: {
    readonly numbers: readonly string[];
    readonly amounts?: readonly string[];
    guess?(column: string): string | undefined;
  };
  readonly format: Format;
  readonly header: readonly string[];
  readonly positions: ReadonlyMap<string, readonly number[]>;
  readonly unused: readonly number[];
  /** Columns that the user said do not matter. */
  readonly ignored: ReadonlySet<number>;
  /** Whether the user said which column holds what. */
  readonly isMapped: boolean;
  /** What stands above the names of the columns. */
  readonly titles?: readonly string[];
}

/** Begins a check of a file; undefined if there is nothing to check. */
export type BeginCheck = (columns: CheckedColumns) => Check | undefined;
