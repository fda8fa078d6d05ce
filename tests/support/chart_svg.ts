import { chartSummary } from "../../src/report/chart_summary.ts";
import type { ChartBlock } from "../../src/report/model.ts";
import { drawChart } from "../../src/report/chart/draw_chart.ts";
import type { Canvas, Shape, Tone } from "../../src/report/chart/drawing.ts";

/** Colours by what they mean; a page may give CSS variables. */
export type Palette = Readonly<Record<Tone, string>>;

/** A chart's shapes as SVG, with words for what they show. */
export function chartToSvg(chart: ChartBlock, canvas: Canvas, palette: Palette): string {
  const { width, height, shapes } = drawChart(chart, canvas);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(chart.title)}</title>`,
    `<desc>${escaped(chartSummary(chart))}</desc>`,
    ...shapes.map((shape) => shapeElement(shape, palette)),
    "</svg>",
  ].join("");
}

function shapeElement(shape: Shape, palette: Palette): string {
  const colour = escaped(palette[shape.tone]);
  switch (shape.type) {
    case "line": {
      const { from, to, width } = shape;
      return `<line x1="${at(from.x)}" y1="${at(from.y)}" x2="${at(to.x)}" y2="${at(to.y)}" ` +
        `stroke="${colour}" stroke-width="${width}"/>`;
    }
    case "path": {
      const { d, stroke, isDashed, opacity = 1 } = shape;
      const paint = stroke === undefined
        ? `fill="${colour}"`
        : `fill="none" stroke="${colour}" stroke-width="${stroke}" stroke-linejoin="round"`;
      return `<path d="${d}" ${paint}${isDashed ? ' stroke-dasharray="3 2"' : ""}` +
        `${opacity === 1 ? "" : ` opacity="${opacity}"`}/>`;
    }
    case "rectangle":
      return `<rect x="${at(shape.x)}" y="${at(shape.y)}" width="${at(shape.width)}" ` +
        `height="${at(shape.height)}" fill="${colour}"/>`;
    case "text":
      return `<text x="${at(shape.x)}" y="${at(shape.y)}" font-size="${shape.size}" ` +
        `text-anchor="${shape.anchor}" dominant-baseline="central" fill="${colour}">` +
        `${escaped(shape.text)}</text>`;
  }
}

function at(number: number): number {
  return Math.round(number * 100) / 100;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
