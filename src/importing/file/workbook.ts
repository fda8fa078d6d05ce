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
export interface SheetCsv {
  readonly text: string;
  /** The lines of the file by those of the text, whose cells may have several. */
  readonly lines: ReadonlyMap<number, number>;
}

/** Writes a sheet as CSV. */
export function sheetCsv({ rows, lines }: SheetRows): SheetCsv {
  const found = new Map<number, number>();
  let line = 1;
  const written = rows.map((row, at) => {
    const text = row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
    found.set(line, lines?.[at] ?? at + 1);
    line += 1 + (text.match(/\r\n|\r|\n/g)?.length ?? 0);
    return text;
  });
  return { text: written.join("\n"), lines: found };
}
