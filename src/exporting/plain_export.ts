import type { CsvValue } from "../report/csv/csv_line.ts";
import type { Reader } from "../storage/database.ts";
import type { Export } from "./kind.ts";

/**
 * An export of plain objects, of which the CSV has some fields.
 *
 * @param columns These fields; so the columns are called, too.
 */
export function plainExport<Column extends string>(
  columns: readonly Column[],
  read: (reader: Reader) => Promise<readonly Readonly<Record<Column, CsvValue>>[]>,
): Export {
  return {
    columns,
    async *rows(reader) {
      yield (await read(reader)).map((one) => columns.map((column) => one[column]));
    },
    async *objects(reader) {
      yield await read(reader);
    },
  };
}
