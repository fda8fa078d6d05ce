import assert from "node:assert/strict";
import { drawChart } from "../../src/report/chart/draw_chart.ts";
import type { Canvas, Shape, Tone } from "../../src/report/chart/drawing.ts";
import { axisOver, labelStep } from "../../src/report/chart/scale.ts";
import { chartToSvg } from "../support/chart_svg.ts";
import type { ChartBlock } from "../../src/report/model.ts";
import { someDates } from "../support/reports.ts";

const CANVAS: Canvas = {
  width: 400,
  height: 150,
  fontSize: 8,
  measure: (text, size) => [...text].length * size * 0.55,
  dateLabel: (date) => date.slice(5),
};

function chartOf(form: ChartBlock["form"], values: readonly (number | null)[][]): ChartBlock {
  return {
    type: "chart",
    key: "c",
    title: "Net sales <by day>",
    form,
    labelKind: "date",
    labels: someDates(values[0]?.length ?? 0),
    value: { kind: "money", unit: "USD" },
    series: values.map((one, at) => ({ name: `series ${at}`, values: one })),
  };
}

function shapes<Type extends Shape["type"]>(chart: ChartBlock, type: Type) {
  return drawChart(chart, CANVAS).shapes.filter((shape): shape is Extract<Shape, { type: Type }> =>
    shape.type === type
  );
}

Deno.test("ticks are round, include zero and span the values", () => {
  assert.deepEqual(axisOver([3, 47], 4).ticks, [0, 20, 40, 60]);
  assert.deepEqual(axisOver([-30, 70], 4).ticks, [-50, -25, 0, 25, 50, 75]);
  assert.deepEqual(axisOver([], 4), axisOver([0, 0], 4));
  assert.deepEqual(axisOver([2], 4, 1).ticks, [0, 1, 2]);
  // There is no half of what is counted.
  assert.deepEqual(axisOver([10], 4, 1).ticks, [0, 5, 10]);
  assert.deepEqual(axisOver([100], 4, 1).ticks, [0, 25, 50, 75, 100]);
  for (const high of [0.001, 1, 999, 1_000_000.5]) {
    const { low, high: top, ticks } = axisOver([high], 4);
    assert.ok(low === 0 && top >= high && ticks.length >= 2 && ticks.length <= 6, String(high));
  }
});

Deno.test("the axis of a rating ends at the best one, whatever was given", () => {
  const chart = { ...chartOf("line", [[1.5, 4.8]]), value: { kind: "quantity" }, most: 5 } as const;
  const ticks = shapes(chart, "text").filter(({ anchor }) => anchor === "end");
  assert.deepEqual(ticks.map(({ text }) => text), ["0", "1", "2", "3", "4", "5"]);
});

Deno.test("labels never touch", () => {
  assert.equal(labelStep(30, 10, 300), 1);
  assert.equal(labelStep(30, 11, 300), 2);
  assert.equal(labelStep(30, 400, 300), 40);
  const labels = shapes(chartOf("line", [Array.from({ length: 400 }, (_, at) => at)]), "text")
    .filter(({ y }) => y > 140).map(({ x, text, size }) => ({
      x,
      half: CANVAS.measure(text, size) / 2,
    }));
  assert.ok(labels.length > 5);
  labels.reduce((before, label) => {
    assert.ok(label.x - label.half >= before.x + before.half);
    return label;
  });
});

Deno.test("a day without a value interrupts its line; a single day is a dot", () => {
  const paths = shapes(chartOf("line", [[1_00, 2_00, null, 3_00]]), "path");
  assert.deepEqual(paths.map(({ stroke }) => stroke !== undefined), [true, false]);
});

Deno.test("the series compared is dashed and drawn below the subject", () => {
  const paths = shapes(chartOf("line", [[1_00, 2_00], [2_00, 1_00]]), "path");
  assert.deepEqual(paths.map(({ tone, isDashed = false }) => [tone, isDashed]), [
    ["series2", true],
    ["series1", false],
  ]);
});

Deno.test("columns of losses hang from zero", () => {
  const [gain, loss] = shapes(chartOf("columns", [[100_00, -50_00]]), "rectangle");
  assert.ok(gain !== undefined && loss !== undefined);
  assert.ok(Math.abs(gain.y + gain.height - loss.y) < 1e-9);
  assert.ok(Math.abs(gain.height - 2 * loss.height) < 1e-9);
});

for (const form of ["line", "columns", "bars"] as const) {
  for (
    const [what, values] of [
      ["no data", [[]]],
      ["only zeros", [[0, 0, 0]]],
      ["only gaps", [[null, null]]],
      ["losses only", [[-5_00, -7_00]]],
      ["one day", [[12_34]]],
      [
        "three series of 31 days",
        [1, 2, 3].map((by) => someDates(31).map((_, at) => at * by * 100)),
      ],
    ] as const
  ) {
    Deno.test(`${form} with ${what} stay inside the drawing`, () => {
      const chart = chartOf(form, values.map((one) => [...one]));
      for (const shape of drawChart(chart, CANVAS).shapes) assertInside(shape);
      const svg = chartToSvg(chart, CANVAS, PALETTE);
      assert.ok(!/NaN|Infinity|undefined/.test(svg));
    });
  }
}

Deno.test("SVG has a description, which is escaped", () => {
  const svg = chartToSvg(chartOf("line", [[1_00, 2_00]]), CANVAS, PALETTE);
  assert.match(
    svg,
    /role="img"><title>Net sales &lt;by day&gt;<\/title><desc>Net sales &lt;by day&gt;: lowest 1\.00 USD/,
  );
});

const TONES: readonly Tone[] = [
  ...["text", "muted", "grid", "axis", "background"] as const,
  ...["series1", "series2", "series3", "series4"] as const,
];
const PALETTE = Object.fromEntries(TONES.map((tone) => [tone, `var(--${tone})`])) as Record<
  Tone,
  string
>;

function assertInside(shape: Shape): void {
  const isInside = (x: number, y: number) =>
    x >= -0.01 && x <= CANVAS.width + 0.01 && y >= -0.01 && y <= CANVAS.height + 0.01;
  switch (shape.type) {
    case "line":
      return assert.ok(isInside(shape.from.x, shape.from.y) && isInside(shape.to.x, shape.to.y));
    case "rectangle":
      return assert.ok(
        isInside(shape.x, shape.y) && isInside(shape.x + shape.width, shape.y + shape.height) &&
          shape.width >= 0 && shape.height >= 0,
      );
    case "text": {
      const width = CANVAS.measure(shape.text, shape.size);
      const start = { start: 0, middle: width / 2, end: width }[shape.anchor];
      return assert.ok(
        isInside(shape.x - start, shape.y) && isInside(shape.x - start + width, shape.y),
        JSON.stringify(shape),
      );
    }
    case "path":
      for (const [, x, y] of shape.d.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)) {
        assert.ok(isInside(Number(x), Number(y)));
      }
  }
}

Deno.test("long names that begin alike are cut so that they can be told apart", () => {
  const labels = [1, 2, 3].map((at) => `A trattoria with a long name, number ${at}`);
  const chart = {
    ...chartOf("bars", [[1, 2, 3, 4]]),
    labels: [...labels, "A very long name alone"],
  };
  const names = shapes(chart, "text").filter(({ anchor }) => anchor === "end")
    .map(({ text }) => text);
  assert.equal(new Set(names).size, 4);
  for (const [at, name] of names.slice(0, 3).entries()) {
    assert.match(name, new RegExp(`^A tratt.*….*${at + 1}$`));
    assert.ok(CANVAS.measure(name, CANVAS.fontSize) <= CANVAS.width * 0.36, name);
  }
  assert.equal(names[3], "A very long name alone");
});
