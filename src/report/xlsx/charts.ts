import type { SheetChart } from "hucre/xlsx";
import type { ChartBlock } from "../model.ts";
import { shortenedNames } from "../shortened.ts";
import { labelWithUnit } from "../value_text.ts";
import { sheetCell } from "./cells.ts";
import { HEADER, TITLE } from "./look.ts";
import { rangeName, type SheetDraft, skipRows, writeCells, writeProse } from "./sheet.ts";

const KINDS = { line: "line", columns: "column", bars: "bar" } as const;
const COLOURS = ["0B6B58", "D98A1B", "4C63B6", "A8457A"];
/** Rows of a chart with its gap. */
export const CHART_ROWS = 17;
const ROWS = CHART_ROWS - 1;
const COLUMNS = 8;
/** Characters of a label: a longer one would leave no room for what it is of. */
const LONGEST_LABEL = 36;
/** Rows of a printed page, upright, with notes of several lines among them. */
const PAGE_ROWS = 42;

/** Below what is there; it begins a new page rather than being cut by one. */
export function writeChart(sheet: SheetDraft, data: SheetDraft, chart: ChartBlock): void {
  const pageStart = sheet.breaks.at(-1) ?? 0;
  // A break stands behind a row: before the gap above the chart.
  if (sheet.row + ROWS - pageStart > PAGE_ROWS) sheet.breaks.push(sheet.row - 1);
  placeChart(sheet, data, chart, { row: sheet.row, column: 0 });
  skipRows(sheet, CHART_ROWS);
}

/** A native chart; the numbers that it draws stand on a sheet of their own. */
export function placeChart(
  sheet: SheetDraft,
  data: SheetDraft,
  chart: ChartBlock,
  { row, column }: { readonly row: number; readonly column: number },
): void {
  const ranges = writeData(data, chart);
  sheet.charts.push({
    type: KINDS[chart.form],
    title: chart.value.unit === undefined ? chart.title : `${chart.title} (${chart.value.unit})`,
    anchor: { from: { row, col: column }, to: { row: row + ROWS - 1, col: column + COLUMNS } },
    legend: chart.series.length > 1 ? "bottom" : false,
    series: chart.series.map(({ name }, at) => ({
      name,
      values: ranges.values[at] ?? "",
      categories: ranges.labels,
      color: COLOURS[at % COLOURS.length] ?? "0B6B58",
      ...(chart.form === "line" && {
        marker: { symbol: "none" as const },
        stroke: at === 0 ? { width: 2 } : { width: 1.25, dash: "dash" as const },
      }),
    })),
    ...axesOf(chart),
  });
}

/** The first bar is at the top, as on paper; labels stay outside of negative values. */
function axesOf({ form }: ChartBlock): Pick<SheetChart, "axes"> {
  return { axes: { x: { tickLblPos: "low", ...(form === "bars" && { reverse: true }) } } };
}

function writeData(data: SheetDraft, chart: ChartBlock) {
  writeProse(data, chart.title, TITLE);
  const names = chart.series.map(({ name }) =>
    labelWithUnit({
      label: name,
      ...(chart.value.unit !== undefined && { unit: chart.value.unit }),
    })
  );
  writeCells(data, ["", ...names].map((value) => ({ value, style: HEADER })));
  const first = data.row;
  const labels = shortenedNames(chart.labels, LONGEST_LABEL, (text) => text.length);
  labels.forEach((label, at) =>
    writeCells(data, [
      sheetCell(label, { kind: chart.labelKind }),
      ...chart.series.map(({ values }) => sheetCell(values[at] ?? null, chart.value)),
    ])
  );
  const last = Math.max(first, data.row - 1);
  skipRows(data);
  const range = (column: number) => `'${data.name}'!${rangeName([first, column], [last, column])}`;
  return { labels: range(0), values: chart.series.map((_, at) => range(at + 1)) };
}
