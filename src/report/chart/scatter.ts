import type { ValueType } from "../model.ts";
import { tickText } from "./axis_text.ts";
import { type Canvas, seriesTone, type Shape } from "./drawing.ts";
import { shortened } from "../shortened.ts";
import { axisOver, linear } from "./scale.ts";

/** A thing with two numbers, such as a dish with its units sold and its margin. */
export interface ScatterPoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** The number of its group, from 0; groups differ in colour. */
  readonly group: number;
}

/** Things by two numbers. */
export interface Scatter {
  readonly points: readonly ScatterPoint[];
  readonly x: { readonly label: string; readonly value: ValueType };
  readonly y: { readonly label: string; readonly value: ValueType };
}

const RADIUS = 4.5;
const TICKS = 4;

/** A dot for each thing, with its name where there is room for it. */
export function scatter({ points, x, y }: Scatter, canvas: Canvas): Shape[] {
  const { width, height, fontSize, measure, numberLabel = tickText } = canvas;
  const across = axisOver(points.map((point) => point.x), TICKS);
  const up = axisOver(points.map((point) => point.y), TICKS);
  const ticks = up.ticks.map((tick) => numberLabel(tick, y.value));
  const left = Math.max(...ticks.map((text) => measure(text, fontSize))) + fontSize;
  const top = fontSize * 2;
  const bottom = height - fontSize * 3.2;
  const toX = linear(across, left, width - RADIUS * 2);
  const toY = linear(up, bottom, top);
  const label = (text: string, at: { x: number; y: number }, anchor: "start" | "middle" | "end") =>
    ({ type: "text", ...at, text, size: fontSize, anchor, tone: "muted" }) as const;
  const grid: Shape[] = [
    ...up.ticks.flatMap((tick, at): Shape[] => [
      {
        type: "line",
        from: { x: left, y: toY(tick) },
        to: { x: width, y: toY(tick) },
        tone: tick === 0 ? "axis" : "grid",
        width: 0.5,
      },
      label(ticks[at] ?? "", { x: left - fontSize * 0.6, y: toY(tick) }, "end"),
    ]),
    ...across.ticks.map((tick) => {
      const text = numberLabel(tick, x.value);
      const half = measure(text, fontSize) / 2;
      const middle = Math.min(toX(tick), width - half);
      return label(text, { x: middle, y: bottom + fontSize * 1.1 }, "middle");
    }),
    label(y.label, { x: 0, y: fontSize * 0.6 }, "start"),
    label(x.label, { x: width, y: height - fontSize * 0.6 }, "end"),
  ];
  const dots = points.map((point): Shape => ({
    type: "path",
    d: dotPath(toX(point.x), toY(point.y)),
    tone: seriesTone(point.group),
    opacity: 0.85,
  }));
  return [...grid, ...dots, ...names(points, { toX, toY }, canvas)];
}

/** Names beside their dots, those with the most first; one that would cover another is left out. */
function names(
  points: readonly ScatterPoint[],
  { toX, toY }: Record<"toX" | "toY", (value: number) => number>,
  { width, fontSize, measure }: Canvas,
): Shape[] {
  const taken = points.map((point) => ({
    left: toX(point.x) - RADIUS,
    right: toX(point.x) + RADIUS,
    y: toY(point.y),
  }));
  return points.toSorted((a, b) => b.x * b.y - a.x * a.y).flatMap((point): Shape[] => {
    const text = shortened(point.name, width / 4, (part) => measure(part, fontSize));
    const room = measure(text, fontSize);
    const y = toY(point.y);
    for (const side of ["start", "end"] as const) {
      const edge = toX(point.x) + (side === "start" ? 1 : -1) * RADIUS * 1.8;
      const box = {
        left: side === "start" ? edge : edge - room,
        right: side === "start" ? edge + room : edge,
        y,
      };
      const isFree = box.left > 0 && box.right < width &&
        taken.every((other) =>
          box.right < other.left || box.left > other.right || Math.abs(other.y - y) > fontSize
        );
      if (!isFree) continue;
      taken.push(box);
      return [{ type: "text", x: edge, y, text, size: fontSize, anchor: side, tone: "text" }];
    }
    return [];
  });
}

function dotPath(x: number, y: number): string {
  const [left, middle, across] = [x - RADIUS, y, RADIUS * 2].map((n) => Math.round(n * 100) / 100);
  return `M${left} ${middle}a${RADIUS} ${RADIUS} 0 1 0 ${across} 0a${RADIUS} ${RADIUS} 0 1 0 -${across} 0Z`;
}
