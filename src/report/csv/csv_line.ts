/** A value in a CSV file; null is an empty field. */
export type CsvValue = string | number | null;

/** One line of CSV as RFC 4180 has it, with its line feed. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(field).join(",")}\n`;
}

/** The first characters of a formula in a spreadsheet. */
const FORMULA = /^[=+\-@\t\r]/;

function field(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
