import type { CsvRecord } from "../file/csv.ts";
import type { Touched } from "../journal/touched.ts";
import type { Books, CountedRows } from "./books.ts";
import type { BeginCheck } from "./check.ts";
import type { Format } from "./format.ts";
import type { Outcome } from "./outcome.ts";
import type { Taking } from "./taking.ts";

/**
 * A kind of file: its possible columns, and the effect of its rows. The pipeline reads the file,
 * recognises the format, determines how dates and numbers are written, which locations are named
 * and the currency; the kind only takes the rows.
 */
export interface Kind<
  Field extends string = string,
  KindFormat extends Format<Field> = Format<Field>,
> {
  /** Its value of `--kind`. */
  readonly name: string;
  /** Formats in the order in which a header is tried; the one called `generic` can be mapped. */
  readonly formats: readonly KindFormat[];
  /** A row as an example, in columns of the generic format, if there is a template. */
  readonly example?: Readonly<Partial<Record<Field, string>>>;
  /** Fields that hold numbers: all of them show which decimal mark the file uses. */
  readonly numbers: readonly Field[];
  /** Those of them that are money, if any. */
  readonly amounts?: readonly Field[];
  /** Fields that hold dates, the one that every row has first: they show the order of dates. */
  readonly dates: readonly Field[];
  /** Fields that hold times of day; absent for `time`. */
  readonly times?: readonly Field[];
  /** Whether each row belongs to a location: the one in its field `location`, or `--location`. */
  readonly located: boolean;
  /** Whether the file contains money, and so has a currency. */
  readonly money: boolean;
  /** Whether all rows have to be taken together; such a file is small. */
  readonly whole: boolean;
  /** Whether its rows may be taken in several transactions, because it hides what they add. */
  readonly sliced?: boolean;
  /** Tables whose rows it may change, besides orders, refunds and what the journal is told of. */
  readonly touches: readonly Touched[];
  /** The probable content of a column, judged by its name, to propose a `--map`. */
  guess?(column: string): Field | undefined;
  /** What columns of sales hold that no such file has: with one, a header is not taken for it. */
  readonly excludes?: readonly string[];
  /** Fields that must not be left unread without being asked. */
  readonly decisive?: readonly Field[];
  /** What is checked in a whole file before any of it is written. */
  readonly checks?: readonly BeginCheck[];
  /** Fields that exports write on the first row of a thing only; the first is the thing's key. */
  readonly carried?: readonly Field[];
  /** Recognises a file that has several things in one row. */
  unfold?(header: readonly string[]): Unfolding | undefined;
  /** Sums of what is stored that an import may change by what its rows say, and by nothing else. */
  books(taking: Taking<KindFormat>): Promise<Books>;
  /** Starts an import of this kind, in its transaction. */
  begin(taking: Taking<KindFormat>): Taker<Field> | Promise<Taker<Field>>;
}

/** How rows with several things become rows with one. */
export interface Unfolding {
  readonly header: readonly string[];
  /** Names of the file's columns that the rows leave out. */
  readonly unused: readonly string[];
  unfold(record: CsvRecord): readonly CsvRecord[];
}

/** Takes the rows of one import. */
export interface Taker<Field extends string = string> {
  /** Takes rows and says what became of each, in any order, unless it waits for `takeRest`. */
  take(records: readonly ImportRecord<Field>[]): Promise<readonly Outcome[]>;
  /** Takes the rows that had to wait for the transaction that ends the import. */
  takeRest?(): Promise<readonly Outcome[]>;
  /** Runs after the last row. */
  finish?(): Promise<void>;
  /** Changes of the books that follow from the summary's own counts, beside those that were kept. */
  gained?(counted: CountedRows): Books;
  /** What was created besides the rows themselves, by name: `{ orders: 12 }`. */
  created?(): Readonly<Record<string, number>>;
  /** How many rows that were added turned out after the last one to correct an earlier row. */
  corrected?(): number;
  /** Decisions about the rows that a reader should know of, after the last one. */
  notes?(): readonly string[];
}

/** A row that has as many cells as the header. */
export interface ImportRecord<Field extends string = string> {
  /** The line of the file on which it begins. */
  readonly line: number;
  /** Whether it continues the order of the row above, whose cells it inherited. */
  readonly continues?: boolean;
  /** The text of a field without spaces around it; empty if the file has no such column. */
  cell(field: Field): string;
}
