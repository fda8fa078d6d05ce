import type { ValueType } from "../model.ts";

/** The role of a shape; each medium gives it a colour of its own, dark mode included. */
export type Tone =
  | "text"
  | "muted"
  | "grid"
  | "axis"
  | "background"
  | "series1"
  | "series2"
  | "series3"
  | "series4";

/** A straight line. */
export interface LineShape {
  readonly type: "line";
  readonly from: Point;
  readonly to: Point;
  readonly tone: Tone;
  readonly width: number;
}

/** SVG path data, filled or stroked. */
export interface PathShape {
  readonly type: "path";
  readonly d: string;
  readonly tone: Tone;
  /** Filled if absent. */
  readonly stroke?: number;
  readonly isDashed?: boolean;
  /** From 0 to 1. */
  readonly opacity?: number;
}

/** A filled rectangle. */
export interface RectangleShape {
  readonly type: "rectangle";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tone: Tone;
}

/** One line of text; `y` is its middle. */
export interface TextShape {
  readonly type: "text";
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly anchor: "start" | "middle" | "end";
  readonly tone: Tone;
}

/** The shapes of a chart. */
export type Shape = LineShape | PathShape | RectangleShape | TextShape;

/** A place in a drawing; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A drawing from (0, 0) to (width, height), in the medium's unit. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** The width of a text at a font size. */
export type Measure = (text: string, size: number) => number;

/** The room that a chart has, and how its texts are measured and written. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  readonly measure: Measure;
  /** A business date as a short label, such as `23 Nov`. */
  readonly dateLabel: (date: string) => string;
  /** A number as a short label; without it as English writes it. */
  readonly numberLabel?: (number: number, type: ValueType) => string;
}

/** The tone of the nth series. */
export function seriesTone(at: number): Tone {
  return SERIES_TONES[at % SERIES_TONES.length] ?? "series1";
}

const SERIES_TONES: readonly Tone[] = ["series1", "series2", "series3", "series4"];
