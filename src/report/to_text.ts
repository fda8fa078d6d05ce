import { periodText } from "../values/period.ts";
import { changeText } from "./change_text.ts";
import { chartSummary } from "./chart_summary.ts";
import type { Block, Figure, Report, Section, TableBlock } from "./model.ts";
import { alignedTable, compactTable } from "./table_text.ts";
import { valueText, valueWithUnit } from "./value_text.ts";

/** How tables are written: `compact` for models, `aligned` for terminals. */
export interface TextOptions {
  readonly tables?: "compact" | "aligned";
}

/** A report as self-contained text: headline, figures, tables, notes, basis. */
export function toText(report: Report, { tables = "compact" }: TextOptions = {}): string {
  const write = tables === "compact" ? compactTable : alignedTable;
  return [
    headline(report),
    ...report.sections.flatMap((section) => sectionLines(section, write)),
    ...report.notes,
    ...basisLine(report),
  ].join("\n");
}

type TableWriter = (table: TableBlock) => string[];

function headline({ title, period, scope }: Report): string {
  return [title, ...(period === undefined ? [] : [periodText(period)]), ...(scope ? [scope] : [])]
    .join(", ");
}

function sectionLines({ title, blocks }: Section, write: TableWriter): string[] {
  const lines = blocks.flatMap((block) => blockLines(block, write));
  return title === undefined ? lines : ["", title, ...lines];
}

function blockLines(block: Block, write: TableWriter): string[] {
  switch (block.type) {
    case "text":
      return [block.text];
    case "list":
      return block.items.map((item) => `- ${item}`);
    case "figures":
      return block.figures.length === 0 ? [] : [figuresText(block.figures)];
    case "table":
      return tableLines(block, write);
    case "chart":
      return [chartSummary(block)];
  }
}

function tableLines(table: TableBlock, write: TableWriter): string[] {
  const { title, rows } = table;
  const isEmpty = rows.length === 0;
  return [
    ...(title === undefined ? [] : [isEmpty ? `${title}: none.` : `${title}:`]),
    ...(isEmpty ? [] : write(table)),
    ...(table.footnote === undefined ? [] : [table.footnote]),
  ];
}

/** Figures as one sentence. */
export function figuresText(figures: readonly Figure[]): string {
  return `${figures.map(figureText).join(", ")}.`;
}

/** `Net sales 21.00 USD (+3.2 % on 20.35)`. */
function figureText(figure: Figure): string {
  const { label, value, previous } = figure;
  const text = `${label} ${valueWithUnit(value, figure)}`;
  if (previous === undefined) return text;
  // Nothing to compare with needs no words here; a note says why.
  if (previous === null) return text;
  return `${text} (${changeText(figure, valueText(previous, figure))})`;
}

function basisLine({ basis, as_of }: Report): string[] {
  const parts = [
    ...basis.map(({ term, text }) => `${term} = ${text.replace(/\.$/, "")}`),
    ...(as_of === undefined ? [] : [`as of ${as_of}`]),
  ];
  return parts.length === 0 ? [] : [`Basis: ${parts.join("; ")}.`];
}
