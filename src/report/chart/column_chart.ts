import type { ChartBlock } from "../model.ts";
import { chartNumbers } from "./axis_text.ts";
import { type Canvas, seriesTone, type Shape } from "./drawing.ts";
import { labelShapes, uprightFrame } from "./frame.ts";

const FILLED = 0.72;

/** Columns side by side, a group for each label; negative values go down from zero. */
export function columnChart(chart: ChartBlock, canvas: Canvas): Shape[] {
  const series = chartNumbers(chart);
  const frame = uprightFrame(chart, series.flat(), canvas);
  const slot = (frame.right - frame.left) / Math.max(1, chart.labels.length);
  const width = Math.min(slot * FILLED / Math.max(1, series.length), 48);
  const middle = (at: number) => frame.left + slot * (at + 0.5);
  const columns = series.flatMap((numbers, nth) =>
    numbers.flatMap((number, at): Shape[] =>
      number === null || number === 0 ? [] : [{
        type: "rectangle",
        x: middle(at) + (nth - series.length / 2) * width,
        y: Math.min(frame.y(0), frame.y(number)),
        width: width * (series.length > 1 ? 0.92 : 1),
        height: Math.abs(frame.y(0) - frame.y(number)),
        tone: seriesTone(nth),
      }]
    )
  );
  return [...frame.shapes, ...columns, ...labelShapes(chart, middle, frame, canvas)];
}
