import type { Canvas, Shape } from "./drawing.ts";
import { shortened } from "../shortened.ts";
import { labelStep } from "./scale.ts";

/** Numbers by row and column, such as orders by weekday and hour. */
export interface HeatMap {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** One list for each row; null is "not recorded". */
  readonly values: readonly (readonly (number | null)[])[];
}

const GAP = 2;
/** The faintest cell that is not empty can still be told from the background. */
const FAINTEST = 0.1;

/** A cell for each row and column, the stronger the larger its value. */
export function heatMap({ columns, rows, values }: HeatMap, canvas: Canvas): Shape[] {
  const { width, height, fontSize, measure } = canvas;
  const left = Math.max(0, ...rows.map((row) => measure(row, fontSize))) + fontSize;
  const bottom = height - fontSize * 1.8;
  const cell = {
    width: (width - left) / Math.max(1, columns.length),
    height: bottom / Math.max(1, rows.length),
  };
  const most = Math.max(0, ...values.flat().filter((number) => number !== null));
  const cells = values.flatMap((row, down) =>
    row.flatMap((number, across): Shape[] => {
      if (number === null || most === 0) return [];
      const x = left + across * cell.width;
      const y = down * cell.height;
      const share = Math.max(0, number) / most;
      return [{
        type: "path",
        d: boxPath(x + GAP / 2, y + GAP / 2, cell.width - GAP, cell.height - GAP),
        tone: share === 0 ? "grid" : "series1",
        opacity: share === 0 ? 0.5 : FAINTEST + (1 - FAINTEST) * share,
      }];
    })
  );
  const widest = Math.max(0, ...columns.map((label) => measure(label, fontSize))) + fontSize;
  const step = labelStep(widest, columns.length, width - left);
  return [
    ...rows.map((row, down): Shape => ({
      type: "text",
      x: left - fontSize * 0.6,
      y: (down + 0.5) * cell.height,
      text: shortened(row, left, (text) => measure(text, fontSize)),
      size: fontSize,
      anchor: "end",
      tone: "muted",
    })),
    ...cells,
    ...columns.flatMap((label, across): Shape[] =>
      across % step !== 0 ? [] : [{
        type: "text",
        x: Math.min(left + (across + 0.5) * cell.width, width - measure(label, fontSize) / 2),
        y: bottom + fontSize * 1.1,
        text: label,
        size: fontSize,
        anchor: "middle",
        tone: "muted",
      }]
    ),
  ];
}

function boxPath(x: number, y: number, width: number, height: number): string {
  return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`;
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
