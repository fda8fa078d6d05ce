import { drawChart } from "../chart/draw_chart.ts";
import type { Shape } from "../chart/drawing.ts";
import { chartSummary } from "../chart_summary.ts";
import type { ChartBlock } from "../model.ts";
import {
  blockTitleHeight,
  drawLine,
  ensureRoom,
  type Flow,
  shownText,
  textWidth,
  writeBlockTitle,
  writeNothing,
} from "./flow.ts";
import { CHART_COLOURS, SIZES } from "./look.ts";
import { type DateStyle, shortDate } from "./values.ts";

const HEIGHT = 150;
const BAR = 17;

/** The room for a chart with its title, on one page. */
export function chartStart(flow: Flow, chart: ChartBlock): number {
  return blockTitleHeight(flow, titleOf(chart)) + chartHeight(chart);
}

/** How tall a chart is, without its title. */
function chartHeight(chart: ChartBlock): number {
  if (chart.form !== "bars") return HEIGHT;
  return Math.max(1, chart.labels.length) * BAR + (chart.series.length > 1 ? 18 : 0);
}

/** A chart over the whole width, with its title above it and its meaning in words behind it. */
export function writeChart(flow: Flow, chart: ChartBlock, style: DateStyle): void {
  if (isEmptyChart(chart)) return writeNothing(flow, chart.title);
  const height = chartHeight(chart);
  writeBlockTitle(flow, titleOf(chart), height);
  ensureRoom(flow, height);
  const { doc, root, left, width, y } = flow;
  const drawing = drawChart(shownChart(flow, chart), {
    width,
    height,
    fontSize: SIZES.small,
    measure: (text, size) => textWidth(flow, text, { size }),
    dateLabel: (date) => shortDate(date, style),
  });
  const bbox = [left, y, left + width, y + height] as const;
  root.add(doc.struct("Figure", { alt: chartSummary(chart), bbox }, () => {
    doc.save().translate(left, y);
    for (const shape of drawing.shapes) drawShape(flow, shape);
    doc.restore();
  }));
  flow.y += height + 14;
}

/** Whether a chart has no number at all. */
export function isEmptyChart({ series }: ChartBlock): boolean {
  return series.every(({ values }) => values.every((value) => value === null));
}

/** Its axis has numbers only, so the title says of what. */
function titleOf({ title, value: { unit } }: ChartBlock): string {
  return unit === undefined ? title : `${title} (${unit})`;
}

function shownChart(flow: Flow, chart: ChartBlock): ChartBlock {
  return {
    ...chart,
    labels: chart.labels.map((label) => shownText(flow, label)),
    series: chart.series.map((series) => ({ ...series, name: shownText(flow, series.name) })),
  };
}

/** How far the middle of a line of text is below its top, of the font size. */
const MIDDLE = 0.68;

function drawShape(flow: Flow, shape: Shape): void {
  const { doc } = flow;
  const colour = CHART_COLOURS[shape.tone];
  switch (shape.type) {
    case "line":
      doc.moveTo(shape.from.x, shape.from.y).lineTo(shape.to.x, shape.to.y)
        .lineWidth(shape.width).strokeColor(colour).stroke();
      return;
    case "rectangle":
      doc.rect(shape.x, shape.y, shape.width, shape.height).fillColor(colour).fill();
      return;
    case "path":
      doc.path(shape.d);
      if (shape.stroke === undefined) doc.fillColor(colour).fill();
      else {
        doc.lineWidth(shape.stroke).lineJoin("round").strokeColor(colour);
        if (shape.isDashed) doc.dash(3, { space: 2 });
        doc.stroke().undash();
      }
      return;
    case "text": {
      const { text, size, anchor, x, y } = shape;
      const width = textWidth(flow, text, { size });
      const start = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
      drawLine(flow, text, { x: start, y: y - size * MIDDLE }, { size, colour });
    }
  }
}
