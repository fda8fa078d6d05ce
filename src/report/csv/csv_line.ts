/** A value in a CSV file; null is an empty field. */
export type CsvValue = string | number | null;

/** One line of CSV as RFC 4180 has it, with its line feed. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(field).join(",")}\n`;
}

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function field(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
