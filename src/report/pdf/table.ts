import type { TableBlock } from "../model.ts";
import {
  drawArtifact,
  drawLine,
  type Flow,
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
import type { DateStyle } from "./values.ts";
import { counted } from "../../values/counted.ts";

/** Rows that a table has on paper at most; a spreadsheet has them all. */
const MOST_ROWS = 2_000;
const PADDING = 2.6;

/** A table over as many pages as it needs, its header on each. */
export async function writeTable(flow: Flow, block: TableBlock, style: DateStyle): Promise<void> {
  if (block.rows.length === 0) return writeEmptyTable(flow, block);
  const left = block.rows.length - MOST_ROWS;
  const layout = await layTable(flow, { ...block, rows: block.rows.slice(0, MOST_ROWS) }, style);
  const start = rowHeight(layout.header, layout) + rowHeight(layout.rows[0] ?? [], layout) * 3;
  if (block.title !== undefined) writeBlockTitle(flow, block.title, start);
  await writeRows(flow, layout);
  const notes = [
    ...(left > 0 ? [`In the Excel and JSON formats: ${counted(left, "more row")}.`] : []),
    ...(block.footnote === undefined ? [] : [block.footnote]),
  ];
  for (const note of notes) writeFootnote(flow, note);
  flow.y += 10;
}

function writeEmptyTable(flow: Flow, { title = "Rows", footnote }: TableBlock): void {
  writeNothing(flow, title);
  if (footnote !== undefined) writeFootnote(flow, footnote);
}

function writeFootnote(flow: Flow, text: string): void {
  writeParagraph(flow, text, { size: SIZES.small, colour: COLOURS.muted });
}

async function writeRows(flow: Flow, layout: TableLayout): Promise<void> {
  const table = flow.doc.struct("Table", {});
  flow.root.add(table);
  const header: RowLook = { tag: "TH", weight: "semibold", colour: COLOURS.muted };
  if (flow.y + rowHeight(layout.header, layout) * 2 > flow.bottom) startPage(flow);
  writeRow(flow, layout, layout.header, { ...header, table, rule: "below" });
  const last = layout.rows.length - 1;
  const totalHeight = layout.total === undefined ? 0 : rowHeight(layout.total, layout);
  for (const [at, row] of layout.rows.entries()) {
    if (at % SLICE === SLICE - 1) await flow.pause();
    // A total never stands on a page without a row above it.
    const needed = rowHeight(row, layout) + (at === last ? totalHeight : 0);
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
  flow.y += 4;
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
