import type { WriteSheet } from "hucre/xlsx";
import type { SheetCell } from "./cells.ts";
import type { SheetDraft } from "./sheet.ts";

const LINE_POINTS = 15;
/** Excel's tallest row. */
const TALLEST_POINTS = 409;
/** What the borders of a cell and bold letters take, in characters. */
const PADDING = 2;

/** Rows whose cells wrap, each as tall as its tallest cell: programs leave them one line tall. */
export function tallRows(sheet: SheetDraft): NonNullable<WriteSheet["rowDefs"]> {
  const rows: NonNullable<WriteSheet["rowDefs"]> = new Map();
  sheet.rows.forEach((cells, row) => {
    const lines = Math.max(1, ...cells.map((_, column) => linesIn(sheet, row, column)));
    if (lines > 1) rows.set(row, { height: heightOf(lines) });
  });
  return rows;
}

function linesIn({ cells, widths }: SheetDraft, row: number, column: number): number {
  const cell = cells.get(`${row},${column}`);
  if (cell === undefined || !wraps(cell)) return 1;
  return linesOf(String(cell.value ?? ""), (widths[column] ?? 0) - PADDING);
}

function wraps({ style }: SheetCell): boolean {
  return style?.alignment?.wrapText === true;
}

/** The height of some lines, in points. */
export function heightOf(lines: number): number {
  return Math.min(TALLEST_POINTS, lines * LINE_POINTS);
}

/** Into how many lines a text wraps, in a room of so many characters. */
export function linesOf(text: string, room: number): number {
  return text.split("\n").reduce((sum, line) => sum + wrapped(line, Math.max(1, room)), 0);
}

function wrapped(line: string, room: number): number {
  let [lines, filled] = [1, 0];
  for (const { length } of line.split(" ")) {
    const isFirst = filled === 0;
    if (!isFirst && filled + 1 + length > room) [lines, filled] = [lines + 1, 0];
    // A word longer than a line is broken.
    lines += Math.max(0, Math.ceil(length / room) - 1);
    filled = filled === 0 ? length % room || length : filled + 1 + length;
  }
  return lines;
}
