import type { SheetChart } from "hucre/xlsx";
import type { ChartBlock } from "../model.ts";
import { labelWithUnit } from "../value_text.ts";
import { sheetCell } from "./cells.ts";
import { HEADER, TITLE } from "./look.ts";
import { rangeName, type SheetDraft, skipRows, writeCells } from "./sheet.ts";

const KINDS = { line: "line", columns: "column", bars: "bar" } as const;
const COLOURS = ["0B6B58", "D98A1B", "4C63B6", "A8457A"];
const ROWS = 16;
const COLUMNS = 8;

/** A native chart; its numbers are on a sheet of their own. */
export function writeChart(sheet: SheetDraft, data: SheetDraft, chart: ChartBlock): void {
  const ranges = writeData(data, chart);
  const { row } = sheet;
  sheet.charts.push({
    type: KINDS[chart.form],
    title: chart.value.unit === undefined ? chart.title : `${chart.title} (${chart.value.unit})`,
    anchor: { from: { row, col: 0 }, to: { row: row + ROWS - 1, col: COLUMNS } },
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
  skipRows(sheet, ROWS + 1);
}

/** The first bar is at the top, as on paper; labels stay outside of negative values. */
function axesOf({ form }: ChartBlock): Pick<SheetChart, "axes"> {
  return { axes: { x: { tickLblPos: "low", ...(form === "bars" && { reverse: true }) } } };
}

function writeData(data: SheetDraft, chart: ChartBlock) {
  writeCells(data, [{ value: chart.title, style: TITLE }], true);
  const names = chart.series.map(({ name }) =>
    labelWithUnit({
      label: name,
      ...(chart.value.unit !== undefined && { unit: chart.value.unit }),
    })
  );
  writeCells(data, ["", ...names].map((value) => ({ value, style: HEADER })));
  const first = data.row;
  chart.labels.forEach((label, at) =>
    writeCells(data, [
      sheetCell(label, { kind: chart.labelKind }),
      ...chart.series.map(({ values }) => sheetCell(values[at] ?? null, chart.value)),
    ])
  );
  const range = (column: number) =>
    `'${data.name}'!${rangeName([first, column], [Math.max(first, data.row - 1), column])}`;
  skipRows(data);
  return { labels: range(0), values: chart.series.map((_, at) => range(at + 1)) };
}
