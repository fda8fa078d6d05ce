import type { CellStyle, CellValue, SheetChart, TableDefinition } from "hucre/xlsx";
import { type SheetCell, textOf, WIDEST } from "./cells.ts";

/** A sheet being written from top to bottom. */
export interface SheetDraft {
  readonly name: string;
  /** The row that is written next, from 0. */
  row: number;
  readonly rows: CellValue[][];
  readonly cells: Map<string, SheetCell>;
  /** In characters, by column. */
  readonly widths: (number | undefined)[];
  readonly tables: TableDefinition[];
  readonly charts: SheetChart[];
  /** Rows of headers; a sheet with exactly one keeps it in view. */
  readonly headers: number[];
  /** Rows of prose, which may run over all columns. */
  readonly prose: number[];
  /** Rows before which a new page begins when it is printed. */
  readonly breaks: number[];
}

/** An empty sheet. */
export function newSheet(name: string): SheetDraft {
  const parts = { rows: [], cells: new Map(), widths: [], tables: [], charts: [], headers: [] };
  return { name, row: 0, ...parts, prose: [], breaks: [] };
}

/** Writes one row of cells and goes to the next. */
export function writeCells(sheet: SheetDraft, cells: readonly SheetCell[]): void {
  sheet.rows[sheet.row] = cells.map(({ value }) => value);
  cells.forEach((cell, at) => {
    sheet.cells.set(`${sheet.row},${at}`, cell);
    sheet.widths[at] = Math.max(sheet.widths[at] ?? 9, Math.min(WIDEST, widthOf(cell)));
  });
  sheet.row++;
}

/** Writes a text of its own row, over as many columns and lines as it needs. */
export function writeProse(sheet: SheetDraft, text: string, style: CellStyle = {}): void {
  const value = textOf(text);
  sheet.rows[sheet.row] = [value];
  sheet.cells.set(`${sheet.row},0`, { value, style });
  sheet.prose.push(sheet.row);
  sheet.row++;
}

/** Leaves rows empty. */
export function skipRows(sheet: SheetDraft, count = 1): void {
  for (let at = 0; at < count; at++) sheet.rows[sheet.row++] = [];
}

function widthOf({ value, style }: SheetCell): number {
  if (style?.alignment?.wrapText === true) {
    const written = String(value);
    return written.length > WIDEST ? WIDEST : longestWord(written) + 3;
  }
  const text = typeof value === "number"
    ? value.toLocaleString("en-US", { minimumFractionDigits: 2 })
    : value instanceof Date
    ? "2026-01-01"
    : String(value ?? "");
  const unit = style?.numFmt?.match(/"([^"]*)"/)?.[1] ?? "";
  return text.length + unit.length + 3;
}

function longestWord(text: string): number {
  return Math.max(...text.split(/\s+/).map((word) => word.length));
}

/** `A1`, for the cell in the first row and column. */
export function cellName(row: number, column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + (rest - 1) % 26) + letters;
  }
  return `${letters}${row + 1}`;
}

/** `A1:C9`, from one corner to the other. */
export function rangeName(from: readonly [number, number], to: readonly [number, number]): string {
  return `${cellName(...from)}:${cellName(...to)}`;
}
