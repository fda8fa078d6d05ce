import type { TableBlock } from "../model.ts";
import { EMPTY_HEIGHT, type LaidBlock } from "./laid_block.ts";
import {
  blockTitleHeight,
  drawArtifact,
  drawLine,
  ensureRoom,
  type Flow,
  paragraphHeight,
  startPage,
  type TextLook,
  textWidth,
  writeBlockTitle,
  writeNothing,
  writeParagraph,
} from "./flow.ts";
import { COLOURS, LINE, SIZES } from "./look.ts";
import type { StructElement } from "./pdfkit.ts";
import { type CellLines, layTable, SLICE, type TableLayout } from "./table_layout.ts";
import { datesInWords, type DateStyle } from "./values.ts";
import { counted } from "../../values/counted.ts";

/** Rows that a table has on paper at most; a spreadsheet has them all. */
const MOST_ROWS = 2_000;
const PADDING = 2.6;
const FOOTNOTE = { size: SIZES.small, colour: COLOURS.muted, after: 4 };

/** Between the last row and the notes. */
const BELOW_ROWS = 4;
/** The share of a page up to which a table is not divided over two. */
const WHOLE = 0.4;
/** Rows that stand together above the end of a longer one. */
const LAST_ROWS = 2;
/** Rows that stand below the header of a longer one at least. */
const LEAST_ROWS = 3;

/** A table over as many pages as it needs, its header on each. */
export async function layTableBlock(
  flow: Flow,
  block: TableBlock,
  style: DateStyle,
): Promise<LaidBlock> {
  const { title, rows } = block;
  if (rows.length === 0) {
    return { start: EMPTY_HEIGHT, write: () => writeEmptyTable(flow, block) };
  }
  const layout = await layTable(flow, { ...block, rows: rows.slice(0, MOST_ROWS) }, style);
  const notes = footnotes(block).map((note) => datesInWords(note, style));
  const start = startHeight(flow, layout, notes);
  return {
    start: start + (title === undefined ? 0 : blockTitleHeight(flow, title)),
    async write() {
      if (title === undefined) ensureRoom(flow, start);
      else writeBlockTitle(flow, title, start);
      await writeRows(flow, layout, notesHeight(flow, notes));
      for (const note of notes) writeParagraph(flow, note, FOOTNOTE);
      flow.y += 10;
    },
  };
}

function writeEmptyTable(flow: Flow, { title, footnote }: TableBlock): void {
  writeNothing(flow, title);
  if (footnote !== undefined) writeParagraph(flow, footnote, FOOTNOTE);
}

function footnotes({ rows, footnote }: TableBlock): string[] {
  const left = rows.length - MOST_ROWS;
  return [
    ...(left > 0 ? [`In the Excel and JSON formats: ${counted(left, "more row")}.`] : []),
    ...(footnote === undefined ? [] : [footnote]),
  ];
}

function notesHeight(flow: Flow, notes: readonly string[]): number {
  return notes.length === 0 ? 0 : notes.reduce(
    (sum, note) => sum + paragraphHeight(flow, note, FOOTNOTE),
    BELOW_ROWS,
  );
}

/** The room for all of a short table, or for the beginning of a long one. */
function startHeight(flow: Flow, layout: TableLayout, notes: readonly string[]): number {
  const { header, rows, total } = layout;
  const heightOf = (some: readonly (readonly CellLines[])[]) =>
    some.reduce((sum, row) => sum + rowHeight(row, layout), 0);
  const whole = heightOf([header, ...rows, ...(total === undefined ? [] : [total])]) +
    notesHeight(flow, notes);
  if (whole <= (flow.bottom - flow.top) * WHOLE) return whole;
  return heightOf([header, ...rows.slice(0, LEAST_ROWS)]);
}

/** @param below The room that stands with the last row: of the notes. */
async function writeRows(flow: Flow, layout: TableLayout, below: number): Promise<void> {
  const table = flow.doc.struct("Table", {});
  flow.root.add(table);
  const header: RowLook = { tag: "TH", weight: "semibold", colour: COLOURS.muted };
  writeRow(flow, layout, layout.header, { ...header, table, rule: "below" });
  const end = below + (layout.total === undefined ? 0 : rowHeight(layout.total, layout));
  for (const [at, row] of layout.rows.entries()) {
    if (at % SLICE === SLICE - 1) await flow.pause();
    // A total and a note never stand on a page without rows above them.
    const rest = layout.rows.slice(at, at + LAST_ROWS + 1);
    const isEnd = rest.length <= LAST_ROWS;
    const needed = isEnd
      ? rest.reduce((sum, row) => sum + rowHeight(row, layout), end)
      : rowHeight(row, layout);
    if (flow.y + needed > flow.bottom) {
      startPage(flow);
      // Screen readers know the header from its first page.
      writeRow(flow, layout, layout.header, { ...header, rule: "below" });
    }
    writeRow(flow, layout, row, { tag: "TD", table, rule: "faint" });
  }
  if (layout.total !== undefined) {
    writeRow(flow, layout, layout.total, { tag: "TD", table, weight: "semibold", rule: "above" });
  }
  table.end();
  flow.y += BELOW_ROWS;
}

interface RowLook extends Omit<TextLook, "size"> {
  readonly tag: "TH" | "TD";
  /** Absent if the row repeats what was said. */
  readonly table?: StructElement;
  readonly rule?: "above" | "below" | "faint";
}

function writeRow(
  flow: Flow,
  layout: TableLayout,
  cells: readonly CellLines[],
  { tag, table, rule, ...look }: RowLook,
): void {
  const height = rowHeight(cells, layout);
  drawRule(flow, rule === "above" ? flow.y : flow.y + height, rule ?? "faint");
  const draw = (at: number) =>
    drawCell(flow, layout, cells, at, { ...look, size: layout.size, isHeader: tag === "TH" });
  if (table === undefined) drawArtifact(flow, () => cells.forEach((_, at) => draw(at)));
  else {
    const row = flow.doc.struct("TR", {});
    table.add(row);
    cells.forEach((_, at) =>
      row.add(flow.doc.struct(tag, tag === "TH" ? { scope: "Column" } : {}, () => draw(at)))
    );
    row.end();
  }
  flow.y += height;
}

function drawCell(
  flow: Flow,
  { columns, size }: TableLayout,
  cells: readonly CellLines[],
  at: number,
  look: TextLook & { readonly isHeader: boolean },
): void {
  const column = columns[at];
  if (column === undefined) return;
  const lines = cells[at] ?? [];
  // Short labels are at the foot of a header, next to their values.
  const raised = look.isHeader ? Math.max(...cells.map((cell) => cell.length)) - lines.length : 0;
  lines.forEach((line, nth) => {
    const indent = column.isNumeric ? column.width - textWidth(flow, line, look) : 0;
    const x = flow.left + column.x + indent;
    drawLine(flow, line, { x, y: flow.y + PADDING + (nth + raised) * size * LINE }, look);
  });
}

function drawRule(flow: Flow, y: number, rule: "above" | "below" | "faint"): void {
  const { doc, left, width } = flow;
  drawArtifact(flow, () => {
    doc.moveTo(left, y).lineTo(left + width, y).lineWidth(rule === "faint" ? 0.4 : 0.9)
      .strokeColor(rule === "faint" ? COLOURS.rule : COLOURS.accent).stroke();
  });
}

function rowHeight(cells: readonly CellLines[], { size }: TableLayout): number {
  const lines = Math.max(1, ...cells.map((cell) => cell.length));
  return lines * size * LINE + 2 * PADDING;
}
