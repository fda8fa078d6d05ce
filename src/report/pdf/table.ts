import type { TableBlock } from "../model.ts";
import {
  drawArtifact,
  drawLine,
  type Flow,
  startPage,
  type TextLook,
  textWidth,
  writeBlockTitle,
  writeParagraph,
} from "./flow.ts";
import { COLOURS, LINE, SIZES } from "./look.ts";
import type { StructElement } from "./pdfkit.ts";
import { type CellLines, layTable, type TableLayout } from "./table_layout.ts";
import type { DateStyle } from "./values.ts";
import { counted } from "../../values/counted.ts";

/** Rows that a table has on paper at most; a spreadsheet has them all. */
const MOST_ROWS = 2_000;
const PADDING = 2.6;

/** A table over as many pages as it needs, its header on each. */
export function writeTable(flow: Flow, block: TableBlock, style: DateStyle): void {
  const left = block.rows.length - MOST_ROWS;
  const layout = layTable(flow, { ...block, rows: block.rows.slice(0, MOST_ROWS) }, style);
  const start = rowHeight(layout.header, layout) + rowHeight(layout.rows[0] ?? [], layout) * 3;
  if (block.title !== undefined) writeBlockTitle(flow, block.title, start);
  if (block.rows.length > 0) writeRows(flow, layout);
  const notes = [
    ...(block.rows.length === 0 ? ["Nothing to show."] : []),
    ...(left > 0 ? [`In the Excel and JSON formats: ${counted(left, "more row")}.`] : []),
    ...(block.footnote === undefined ? [] : [block.footnote]),
  ];
  for (const note of notes) {
    writeParagraph(flow, note, { size: SIZES.small, colour: COLOURS.muted });
  }
  flow.y += 10;
}

function writeRows(flow: Flow, layout: TableLayout): void {
  const table = flow.doc.struct("Table", {});
  flow.root.add(table);
  const header: RowLook = { tag: "TH", weight: "semibold", colour: COLOURS.muted };
  if (flow.y + rowHeight(layout.header, layout) * 2 > flow.bottom) startPage(flow);
  writeRow(flow, layout, layout.header, { ...header, table, rule: "below" });
  for (const row of layout.rows) {
    if (flow.y + rowHeight(row, layout) > flow.bottom) {
      startPage(flow);
      // Screen readers know the header from its first page.
      writeRow(flow, layout, layout.header, { ...header, rule: "below" });
    }
    writeRow(flow, layout, row, { tag: "TD", table, rule: "faint" });
  }
  if (layout.total !== undefined) {
    if (flow.y + rowHeight(layout.total, layout) > flow.bottom) startPage(flow);
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
