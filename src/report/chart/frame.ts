import type { ChartBlock } from "../model.ts";
import { shortened } from "../shortened.ts";
import { tickText } from "./axis_text.ts";
import { type Canvas, seriesTone, type Shape } from "./drawing.ts";
import { type Axis, axisOver, labelStep, linear } from "./scale.ts";

/** The plot area of an upright chart, and its surroundings. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly axis: Axis;
  readonly y: (value: number) => number;
  /** Grid, ticks, legend. */
  readonly shapes: readonly Shape[];
}

const TICKS = 4;

/** The frame of a chart with its values upwards. */
export function uprightFrame(
  chart: ChartBlock,
  numbers: readonly (number | null)[],
  canvas: Canvas,
): Frame {
  const { width, height, fontSize, measure, numberLabel = tickText } = canvas;
  const isWhole = chart.value.kind === "count";
  const known = numbers.filter((number) => number !== null);
  const axis = chart.most === undefined
    ? axisOver(known, TICKS, isWhole ? 1 : 0)
    : axisOver([chart.most], chart.most);
  const texts = axis.ticks.map((tick) => numberLabel(tick, chart.value));
  const left = Math.max(...texts.map((text) => measure(text, fontSize))) + fontSize;
  const legend = legendShapes(chart, canvas);
  const top = fontSize * (legend.length > 0 ? 2.4 : 0.8);
  const bottom = height - fontSize * 1.8;
  const y = linear(axis, bottom, top);
  const grid = axis.ticks.flatMap((tick, at): Shape[] => [
    {
      type: "line",
      from: { x: left, y: y(tick) },
      to: { x: width, y: y(tick) },
      tone: tick === 0 ? "axis" : "grid",
      width: tick === 0 ? 0.8 : 0.5,
    },
    {
      type: "text",
      x: left - fontSize * 0.6,
      y: y(tick),
      text: texts[at] ?? "",
      size: fontSize,
      anchor: "end",
      tone: "muted",
    },
  ]);
  return { left, right: width, top, bottom, axis, y, shapes: [...grid, ...legend] };
}

/** Names of the series, if there are several, in the order of their colours. */
export function legendShapes({ series }: ChartBlock, { fontSize, measure }: Canvas): Shape[] {
  if (series.length < 2) return [];
  let x = 0;
  return series.flatMap(({ name }, at): Shape[] => {
    const start = x;
    x += fontSize * 2.4 + measure(name, fontSize);
    return [
      {
        type: "rectangle",
        x: start,
        y: fontSize * 0.2,
        width: fontSize * 0.8,
        height: fontSize * 0.8,
        tone: seriesTone(at),
      },
      {
        type: "text",
        x: start + fontSize * 1.2,
        y: fontSize * 0.6,
        text: name,
        size: fontSize,
        anchor: "start",
        tone: "text",
      },
    ];
  });
}

/** The labels below an upright chart, as many as fit side by side. */
export function labelShapes(
  { labels, labelKind }: ChartBlock,
  x: (at: number) => number,
  { left, right, bottom }: Frame,
  { fontSize, measure, dateLabel }: Canvas,
): Shape[] {
  const texts = labelKind === "date" ? labels.map(dateLabel) : labels;
  const room = right - left;
  const cut = texts.map((text) => shortened(text, room * 0.4, (part) => measure(part, fontSize)));
  const widest = Math.max(0, ...cut.map((text) => measure(text, fontSize))) + fontSize;
  const step = labelStep(widest, labels.length, room);
  return cut.flatMap((text, at): Shape[] => {
    if (at % step !== 0) return [];
    const half = measure(text, fontSize) / 2;
    // The outermost labels stay inside the drawing.
    const middle = Math.min(Math.max(x(at), half), right - half);
    return [{
      type: "text",
      x: middle,
      y: bottom + fontSize * 1.1,
      text,
      size: fontSize,
      anchor: "middle",
      tone: "muted",
    }];
  });
}
