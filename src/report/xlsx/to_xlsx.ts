import type { WriteSheet } from "hucre/xlsx";
import type { Block, Definition, FiguresBlock, Report, Section } from "../model.ts";
import { type Pause, pauseOnly } from "../pause.ts";
import { periodText } from "../../values/period.ts";
import { sheetCell, textOf } from "./cells.ts";
import { CHART_ROWS, placeChart, writeChart } from "./charts.ts";
import { FONT, HEADER, HEADLINE, NOTE, PROSE, TERM, TITLE } from "./look.ts";
import { layProse } from "./prose.ts";
import { tallRows } from "./row_heights.ts";
import { newSheet, type SheetDraft, skipRows, writeCells, writeProse } from "./sheet.ts";
import { writeTable } from "./table.ts";

/** A finished workbook. */
export interface Workbook {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sheets: readonly string[];
}

/** How a workbook is printed. */
export interface SheetLayout {
  readonly paper: "A4" | "LETTER";
}

/** A report as a workbook: a sheet for each section, typed cells, native tables and charts. */
export async function toXlsx(
  report: Report,
  { paper }: SheetLayout,
  pause: Pause = pauseOnly,
): Promise<Workbook> {
  // Only the first workbook pays for loading the library.
  const { writeXlsx } = await import("hucre/xlsx");
  const drafts = await draftsOf(report, pause);
  const created = report.as_of === undefined ? undefined : new Date(report.as_of);
  const bytes = await writeXlsx({
    sheets: drafts.map((draft) => finished(draft, report, paper)),
    defaultFont: FONT,
    properties: {
      title: [report.title, report.scope].filter(Boolean).join(", "),
      creator: "restaurant-mcp",
      ...(created !== undefined && { created, modified: created }),
    },
  });
  return { bytes: new Uint8Array(bytes), sheets: drafts.map(({ name }) => name) };
}

async function draftsOf(report: Report, pause: Pause): Promise<SheetDraft[]> {
  const names = new Set<string>(["chart data"]);
  const data = newSheet("Chart data");
  const sheets: SheetDraft[] = [];
  for (const [at, section] of report.sections.entries()) {
    const sheet = newSheet(sheetName(section.title ?? report.title, names));
    if (at === 0) writeOpening(sheet, report);
    writeSection(sheet, data, section);
    sheets.push(sheet);
    await pause(at / report.sections.length);
  }
  const basis = newSheet(sheetName("Basis", names));
  writeBasis(basis, report);
  return [...sheets, basis, ...(data.row > 0 ? [data] : [])];
}

/** Excel allows 31 characters, none of these signs, and no name twice. */
function sheetName(title: string, taken: Set<string>): string {
  const plain = title.replaceAll(/[\\/?*[\]:']/g, " ").slice(0, 31).trim() || "Sheet";
  const name = taken.has(plain.toLowerCase())
    ? `${plain.slice(0, 27).trim()} ${taken.size}`
    : plain;
  taken.add(name.toLowerCase());
  return name;
}

function writeOpening(sheet: SheetDraft, { title, scope, period, notes }: Report): void {
  writeProse(sheet, title, HEADLINE);
  for (const line of [scope, period && periodText(period)]) {
    if (line) writeProse(sheet, line, NOTE);
  }
  for (const note of notes) writeProse(sheet, note);
  skipRows(sheet);
}

/** Charts stand below what is before them, or beside a table, whose header stays in view so. */
function writeSection(sheet: SheetDraft, data: SheetDraft, { blocks }: Section): void {
  const charts = blocks.filter((block) => block.type === "chart");
  const tables = blocks.filter((block) => block.type === "table");
  if (charts.length === 0 || tables.length === 0) {
    for (const block of blocks) writeBlock(sheet, data, block);
    return;
  }
  for (const block of blocks) if (block.type !== "chart") writeBlock(sheet, data, block);
  // Below the header: what stands in a row that repeats on each printed page is drawn there again.
  const start = (sheet.headers[0] ?? 0) + 1;
  const column = Math.max(...tables.map(({ columns }) => columns.length)) + 1;
  charts.forEach((chart, at) =>
    placeChart(sheet, data, chart, { row: start + at * CHART_ROWS, column })
  );
}

function writeBlock(sheet: SheetDraft, data: SheetDraft, block: Block): void {
  switch (block.type) {
    case "text":
      return writeProse(sheet, block.text);
    case "list":
      for (const item of block.items) writeProse(sheet, item);
      return skipRows(sheet);
    case "figures":
      return writeFigures(sheet, block);
    case "table":
      return writeTable(sheet, block);
    case "chart":
      return writeChart(sheet, data, block);
  }
}

/** Figures below each other, with what they were before if that is known of any. */
function writeFigures(sheet: SheetDraft, { figures }: FiguresBlock): void {
  const isCompared = figures.some(({ previous }) => previous !== undefined);
  const names = ["Figure", "Value", ...(isCompared ? ["Before", "Change"] : [])];
  writeCells(
    sheet,
    names.map((value, at) => ({
      value,
      style: at === 0 ? HEADER : { ...HEADER, alignment: { horizontal: "right" } },
    })),
  );
  for (const { label, value, previous, change, ...type } of figures) {
    const shown = (one: typeof value) =>
      typeof one === "number" && type.unit !== undefined
        ? sheetCell({ amount: one, unit: type.unit }, type)
        : sheetCell(one, type);
    writeCells(sheet, [
      { value: label, style: TERM },
      shown(value),
      ...(isCompared
        ? [shown(previous ?? null), sheetCell(change ?? null, { kind: "change" })]
        : []),
    ]);
  }
  skipRows(sheet);
}

function writeBasis(sheet: SheetDraft, { basis, as_of }: Report): void {
  writeProse(sheet, "What the figures mean", TITLE);
  const lines: readonly Definition[] = [
    ...basis,
    ...(as_of === undefined ? [] : [{ term: "As of", text: as_of }]),
  ];
  for (const { term, text } of lines) {
    writeCells(sheet, [{ value: term, style: TERM }, { value: textOf(text), style: PROSE }]);
  }
  sheet.widths[1] = 90;
}

function finished(draft: SheetDraft, report: Report, paper: SheetLayout["paper"]): WriteSheet {
  const { name, rows, cells, widths, tables, charts, headers, breaks } = draft;
  // A sheet of figures and charts is a page; tables need the width.
  const orientation = charts.length > 0 && tables.length === 0 ? "portrait" : "landscape";
  const [header, ...others] = headers;
  const prose = layProse(draft);
  const isFrozen = header !== undefined && others.length === 0 && header < 12;
  return {
    name,
    rows,
    cells,
    columns: Array.from(widths, (width) => ({ width: width ?? 9 })),
    tables,
    charts,
    merges: prose.merges,
    rowDefs: new Map([...tallRows(draft), ...prose.rowDefs]),
    ...(breaks.length > 0 && { rowBreaks: breaks }),
    ...(isFrozen && { freezePane: { rows: header + 1 } }),
    pageSetup: {
      paperSize: paper === "A4" ? "a4" : "letter",
      orientation,
      margins: { top: 0.5, bottom: 0.6, left: 0.5, right: 0.5, header: 0.3, footer: 0.3 },
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      ...(isFrozen && { printTitlesRow: `$${header + 1}:$${header + 1}` }),
    },
    headerFooter: { oddFooter: `&L${report.title.replaceAll("&", "&&")}&RPage &P of &N` },
    view: { showGridLines: false },
  };
}
