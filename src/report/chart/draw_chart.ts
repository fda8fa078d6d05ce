import type { ChartBlock } from "../model.ts";
import { barChart } from "./bar_chart.ts";
import { columnChart } from "./column_chart.ts";
import type { Canvas, Drawing, Shape } from "./drawing.ts";
import { lineChart } from "./line_chart.ts";

const FORMS: Readonly<Record<ChartBlock["form"], (chart: ChartBlock, canvas: Canvas) => Shape[]>> =
  {
    line: lineChart,
    columns: columnChart,
    bars: barChart,
  };

/** A chart as plain shapes, which SVG, PDF and the browser draw alike. */
export function drawChart(chart: ChartBlock, canvas: Canvas): Drawing {
  const { width, height } = canvas;
  return { width, height, shapes: FORMS[chart.form](chart, canvas) };
}
