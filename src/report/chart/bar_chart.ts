import type { ChartBlock } from "../model.ts";
import { barText, chartNumbers } from "./axis_text.ts";
import { type Canvas, seriesTone, type Shape } from "./drawing.ts";
import { shortenedNames } from "../shortened.ts";
import { legendShapes } from "./frame.ts";
import { linear } from "./scale.ts";

const FILLED = 0.62;
/** The share of the width that names may take. */
const NAMES = 0.36;

/** Bars from the left, each with its name before and its value behind it. */
export function barChart(chart: ChartBlock, canvas: Canvas): Shape[] {
  const { width, height, fontSize, measure, numberLabel = barText } = canvas;
  const series = chartNumbers(chart);
  const legend = legendShapes(chart, canvas);
  const top = legend.length > 0 ? fontSize * 2 : 0;
  const names = shortenedNames(
    chart.labels,
    width * NAMES,
    (text) => measure(text, fontSize),
  );
  const left = Math.max(0, ...names.map((name) => measure(name, fontSize))) + fontSize;
  const texts = series.map((numbers) =>
    numbers.map((n) => n === null ? "" : numberLabel(n, chart.value))
  );
  const room = Math.max(0, ...texts.flat().map((text) => measure(text, fontSize))) + fontSize;
  const values = series.flat().filter((number) => number !== null);
  const span = { low: Math.min(0, ...values), high: Math.max(0, ...values) || 1 };
  // The text of a negative bar stands behind zero, so only the right end needs its room.
  const x = linear(span, left, width - room);
  const slot = (height - top) / Math.max(1, chart.labels.length);
  const thick = slot * FILLED / Math.max(1, series.length);
  const bar = (number: number | null, at: number, nth: number): Shape[] => {
    if (number === null) return [];
    const y = top + slot * at + slot * (1 - FILLED) / 2 + thick * nth;
    return [
      {
        type: "rectangle",
        x: Math.min(x(0), x(number)),
        y,
        width: Math.abs(x(number) - x(0)),
        height: thick * (series.length > 1 ? 0.9 : 1),
        tone: seriesTone(nth),
      },
      {
        type: "text",
        x: Math.max(x(0), x(number)) + fontSize * 0.5,
        y: y + thick / 2,
        text: texts[nth]?.[at] ?? "",
        size: fontSize,
        anchor: "start",
        tone: "text",
      },
    ];
  };
  return [
    ...legend,
    ...names.map((text, at): Shape => ({
      type: "text",
      x: left - fontSize * 0.6,
      y: top + slot * (at + 0.5),
      text,
      size: fontSize,
      anchor: "end",
      tone: "text",
    })),
    ...series.flatMap((numbers, nth) => numbers.flatMap((number, at) => bar(number, at, nth))),
  ];
}
