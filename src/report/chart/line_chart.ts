import type { ChartBlock } from "../model.ts";
import { chartNumbers } from "./axis_text.ts";
import { type Canvas, type Point, seriesTone, type Shape } from "./drawing.ts";
import { labelShapes, uprightFrame } from "./frame.ts";

/** Lines over time; a day without a value interrupts its line. The second and later are dashed. */
export function lineChart(chart: ChartBlock, canvas: Canvas): Shape[] {
  const series = chartNumbers(chart);
  const frame = uprightFrame(chart, series.flat(), canvas);
  const last = Math.max(1, chart.labels.length - 1);
  const inset = canvas.fontSize * 0.5;
  const x = (at: number) =>
    chart.labels.length === 1
      ? (frame.left + frame.right) / 2
      : frame.left + inset + at / last * (frame.right - frame.left - 2 * inset);
  // The first series is the subject: it is drawn last, above the others.
  const lines = series.map((numbers, at) => {
    const pieces = piecesOf(
      numbers.map((number, at) => number === null ? null : { x: x(at), y: frame.y(number) }),
    );
    return pieces.flatMap((piece) => pieceShapes(piece, at));
  });
  return [
    ...frame.shapes,
    ...lines.toReversed().flat(),
    ...labelShapes(chart, x, frame, canvas),
  ];
}

/** Points that follow each other without a gap. */
function piecesOf(points: readonly (Point | null)[]): Point[][] {
  const pieces: Point[][] = [[]];
  for (const point of points) {
    if (point === null) pieces.push([]);
    else pieces.at(-1)?.push(point);
  }
  return pieces.filter((piece) => piece.length > 0);
}

function pieceShapes(piece: readonly Point[], at: number): Shape[] {
  const [first] = piece;
  if (first === undefined) return [];
  // A single day has no line to be seen.
  if (piece.length === 1) return [dot(first, at)];
  const d = piece.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
  return [{
    type: "path",
    d,
    tone: seriesTone(at),
    stroke: at === 0 ? 1.6 : 1.1,
    ...(at > 0 && { isDashed: true }),
  }];
}

function dot({ x, y }: Point, at: number): Shape {
  const r = 2.2;
  return {
    type: "path",
    d: `M${round(x - r)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
    tone: seriesTone(at),
  };
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
