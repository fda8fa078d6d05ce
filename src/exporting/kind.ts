import type { CsvValue } from "../report/csv/csv_line.ts";
import type { Reader } from "../storage/database.ts";

/** One kind of data that can be taken out. */
export interface Export {
  /** The columns of the CSV, as `import` knows them. */
  readonly columns: readonly string[];
  /** Rows of the CSV in batches; only one batch is in memory. */
  rows(reader: Reader, signal: AbortSignal): AsyncGenerator<readonly (readonly CsvValue[])[]>;
  /** The same as whole objects with all their parts, for other programs. */
  objects(reader: Reader, signal: AbortSignal): AsyncGenerator<readonly object[]>;
}
