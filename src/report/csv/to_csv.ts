import { decimalValue } from "../decimal_value.ts";
import type { Column, TableBlock, Value } from "../model.ts";
import { isAmount, numberIn } from "../value_text.ts";
import { csvLine, type CsvValue } from "./csv_line.ts";

/**
 * A table as CSV, its columns named by their keys. A column whose rows have units of their own is
 * followed by a column for the unit. The total is left out: other programs would count it again.
 */
export function toCsv({ columns, rows }: TableBlock): string {
  const hasUnits = columns.map((_, at) => rows.some((row) => isAmount(row[at] ?? null)));
  const header = columns.flatMap(({ key }, at) => hasUnits[at] ? [key, `${key}_unit`] : [key]);
  const lines = rows.map((row) =>
    columns.flatMap((column, at) => fields(row[at] ?? null, column, hasUnits[at] ?? false))
  );
  return [header, ...lines].map(csvLine).join("");
}

function fields(value: Value, column: Column, hasUnit: boolean): CsvValue[] {
  const decimal = decimalValue(value, column);
  const plain = typeof decimal === "string" ? decimal : numberIn(decimal);
  if (!hasUnit) return [plain];
  return [plain, isAmount(value) ? value.unit : column.unit ?? null];
}
