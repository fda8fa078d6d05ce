import type { CellValue } from "hucre/xlsx";

/** A sheet of a workbook as rows of texts. */
export interface SheetRows {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** The line or row of the file that each of the rows is on, if it is not its place among them. */
  readonly lines?: readonly number[];
}

/** The sheets of an Excel workbook, with dates and numbers as their cells have them. */
export async function workbookSheets(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<readonly SheetRows[]> {
  // Only the first workbook pays for the library.
  const { readXlsx } = await import("hucre/xlsx");
  const { sheets } = await readXlsx(bytes);
  return sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map(cellText)) }));
}

function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return dateText(value);
  return typeof value === "number" ? numberText(value) : String(value);
}

/** Cells know no time zone; a day without a time is at midnight, a time without a day in 1899. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return "";
  const [date = "", time = ""] = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString()
    .slice(0, 19).split("T");
  return date <= "1900-01-01" ? time : `${date} ${time}`;
}

/** A number that cannot be taken for one with thousands; a long id shows that it was rounded. */
function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) >= 1e15) return value.toExponential();
  const text = Number.isInteger(value) ? String(value) : String(Number(value.toFixed(9)));
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
}

/** A sheet as CSV, to be read like every other file. */
export function sheetCsv({ rows }: SheetRows): string {
  return rows.map(rowCsv).join("\n");
}

function rowCsv(row: readonly string[]): string {
  return row.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
}

/** The lines of the file by the lines of its CSV, whose cells may have several. */
export function linesOfCsv({ rows, lines }: SheetRows): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let line = 1;
  for (const [at, row] of rows.entries()) {
    found.set(line, lines?.[at] ?? at + 1);
    line += rowCsv(row).split(/\r\n|\r|\n/).length;
  }
  return found;
}
