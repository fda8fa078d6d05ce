import { sum } from "../../values/sum.ts";
import type { TableBlock, Value } from "../model.ts";
import type { WidthOf } from "../shortened.ts";
import { isNumeric, labelWithUnit } from "../value_text.ts";
import { type Flow, shownText, type TextLook, textWidth } from "./flow.ts";
import { SIZES } from "./look.ts";
import { cutLines, textLines } from "./text_lines.ts";
import { cellText, columnDecimals, type DateStyle } from "./values.ts";

/** A cell in lines that fit its column. */
export type CellLines = readonly string[];

/** A table ready to be drawn: its columns' positions, and its cells in lines. */
export interface TableLayout {
  readonly size: number;
  readonly columns: readonly LaidColumn[];
  readonly header: readonly CellLines[];
  readonly rows: readonly (readonly CellLines[])[];
  readonly total?: readonly CellLines[];
}

/** A column's place from the left edge of the table; numbers end at the right of it. */
export interface LaidColumn {
  readonly x: number;
  readonly width: number;
  readonly isNumeric: boolean;
}

/** Rows after which others run: some ten milliseconds. */
export const SLICE = 50;
/** Between two columns. */
const GAP = 11;
const MOST_LINES = 6;
/** The narrowest that a column of text is pressed to. */
const NARROWEST = 58;

/** Lays a table out in the largest size that fits the width. */
export async function layTable(
  flow: Flow,
  table: TableBlock,
  style: DateStyle,
): Promise<TableLayout> {
  const decimals = table.columns.map((column, at) =>
    columnDecimals(column, [...table.rows, table.total ?? []].map((row) => row[at] ?? null))
  );
  const cells = (row: readonly Value[]) =>
    table.columns.map((column, at) =>
      shownText(flow, cellText(row[at] ?? null, column, style, decimals[at]))
    );
  // A column without a total has nothing below it.
  const totalCells = (total: readonly Value[]) =>
    cells(total).map((cell, at) => (total[at] ?? null) === null ? "" : cell);
  const text = {
    header: table.columns.map((column) => shownText(flow, labelWithUnit(column))),
    rows: await sliced(flow, table.rows, cells),
    total: table.total === undefined ? undefined : totalCells(table.total),
  };
  const numeric = table.columns.map(isNumeric);
  // A number or a date that breaks cannot be read.
  const whole = table.columns.map((column, at) => numeric[at] || column.kind === "date");
  const sizes = [SIZES.table, 7.5, 6.5];
  const size = sizes.find((size) => {
    const { least } = columnWidths(flow, text, { numeric, whole }, size);
    return sum(least) + GAP * (least.length - 1) <= flow.width;
  }) ?? 6;
  const { least, natural } = columnWidths(flow, text, { numeric, whole }, size);
  const widths = shared(flow.width - GAP * (least.length - 1), least, natural);
  const fold = (row: readonly string[], look: TextLook) =>
    row.map((cell, at) =>
      cutLines(textLines(cell, widths[at] ?? 0, (part) => textWidth(flow, part, look)), MOST_LINES)
    );
  return {
    size,
    columns: widths.map((width, at) => ({
      x: sum(widths.slice(0, at)) + GAP * at,
      width,
      isNumeric: numeric[at] ?? false,
    })),
    header: fold(text.header, { size, weight: "semibold" }),
    rows: await sliced(flow, text.rows, (row) => fold(row, { size })),
    ...(text.total !== undefined && { total: fold(text.total, { size, weight: "semibold" }) }),
  };
}

/** Maps rows, and lets others run between slices of them. */
async function sliced<From, To>(
  flow: Flow,
  rows: readonly From[],
  map: (row: From) => To,
): Promise<To[]> {
  const mapped: To[] = [];
  for (const row of rows) {
    mapped.push(map(row));
    if (mapped.length % SLICE === 0) await flow.pause();
  }
  return mapped;
}

interface TableText {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly total: readonly string[] | undefined;
}

/** The minimum width of each column, and the width at which no cell breaks, nor a header twice. */
function columnWidths(
  flow: Flow,
  { header, rows, total }: TableText,
  { numeric, whole }: {
    readonly numeric: readonly boolean[];
    /** Columns whose cells never break. */
    readonly whole: readonly boolean[];
  },
  size: number,
) {
  const widest = (texts: readonly string[], look: TextLook) =>
    texts.reduce((most, text) => Math.max(most, textWidth(flow, text, look)), 0);
  const bold: TextLook = { size, weight: "semibold" };
  const cells = header.map((_, at) =>
    Math.max(widest(rows.map((row) => row[at] ?? ""), { size }), widest([total?.[at] ?? ""], bold))
  );
  const words = header.map((label) => widest(label.split(" "), bold));
  const natural = header.map((label, at) => {
    const inOne = textWidth(flow, label, bold);
    const wanted = numeric[at] ? inTwo(label, (text) => textWidth(flow, text, bold)) : inOne;
    return Math.max(cells[at] ?? 0, wanted) + 0.5;
  });
  const least = header.map((_, at) => {
    const unbroken = Math.max(cells[at] ?? 0, words[at] ?? 0) + 0.5;
    if (whole[at]) return unbroken;
    return Math.min(natural[at] ?? 0, Math.max(NARROWEST, (words[at] ?? 0) + 0.5));
  });
  return { natural, least };
}

/** The width at which a label has two lines at most. */
function inTwo(label: string, widthOf: WidthOf): number {
  const words = label.split(" ");
  const splits = words.map((_, at) =>
    Math.max(widthOf(words.slice(0, at).join(" ")), widthOf(words.slice(at).join(" ")))
  );
  return Math.min(...splits);
}

/** Shares a width: each column gets its least, then what it lacks, then a part of the rest. */
function shared(width: number, least: readonly number[], natural: readonly number[]): number[] {
  const spare = width - sum(least);
  const lacking = sum(natural) - sum(least);
  if (spare < 0) return least.map((one) => one * width / sum(least));
  const given = lacking === 0 ? 0 : Math.min(1, spare / lacking);
  const rest = Math.max(0, spare - lacking) / least.length;
  return least.map((one, at) => one + ((natural[at] ?? 0) - one) * given + rest);
}
