import assert from "node:assert/strict";
import type { Block, Report } from "../../src/report/model.ts";
import { toText } from "../../src/report/to_text.ts";

const SALES: Report = {
  title: "Sales",
  period: { date: "2026-11-23", end_date: "2026-11-29" },
  scope: "Downtown",
  sections: [{
    blocks: [
      {
        type: "figures",
        figures: [
          {
            key: "net_sales",
            label: "net sales",
            kind: "money",
            unit: "USD",
            value: 1_234_50,
            previous: 1_000_00,
            change: 23.45,
          },
          { key: "guests", label: "guests", kind: "count", value: null },
          { key: "average", label: "average check", kind: "money", unit: "USD", value: -5 },
        ],
      },
      {
        type: "table",
        key: "categories",
        title: "Categories",
        columns: [
          { key: "category", label: "category", kind: "text" },
          { key: "net_sales", label: "net sales", kind: "money", unit: "USD" },
          { key: "share", label: "share", kind: "percent" },
          { key: "units", label: "units", kind: "quantity" },
        ],
        rows: [
          ["Mains | large\nplates", 1_000_00, 81, 100],
          ["Ćevapčići", 234_50, 18.995, 12.5],
        ],
        total: ["Total", 1_234_50, 100, 112.5],
        footnote: "2 more categories.",
      },
    ],
  }],
  notes: ["Sunday is unfinished."],
  basis: [{ term: "net sales", text: "gross less discounts" }],
  as_of: "2026-11-29T20:00:00Z",
};

function onlyBlock(block: Block): Report {
  return { title: "T", sections: [{ blocks: [block] }], notes: [], basis: [] };
}

Deno.test("a report as compact text: figures, table, notes, basis", () => {
  assert.equal(
    toText(SALES),
    `Sales, 2026-11-23 to 2026-11-29, Downtown
net sales 1,234.50 USD (+23.5 % on 1,000.00), guests n/a, average check -0.05 USD.
Categories:
category | net sales (USD) | share | units
Mains / large plates | 1,000.00 | 81.0 % | 100
Ćevapčići | 234.50 | 19.0 % | 12.5
Total | 1,234.50 | 100.0 % | 112.5
2 more categories.
Sunday is unfinished.
Basis: net sales = gross less discounts; as of 2026-11-29T20:00:00Z.`,
  );
});

Deno.test("aligned tables put numbers at the right and continue long cells below", () => {
  assert.deepEqual(toText(SALES, { tables: "aligned" }).split("\n").slice(3, 8), [
    "category       net sales (USD)    share  units",
    "Mains | large         1,000.00   81.0 %    100",
    "plates",
    "Ćevapčići               234.50   19.0 %   12.5",
    "Total                 1,234.50  100.0 %  112.5",
  ]);
});

Deno.test("rows with units of their own say them; yen have no decimals", () => {
  const text = toText(
    onlyBlock({
      type: "table",
      key: "stock",
      columns: [
        { key: "name", label: "", kind: "text" },
        { key: "on_hand", label: "", kind: "quantity" },
        { key: "cost", label: "", kind: "money" },
      ],
      rows: [
        ["Flour", { amount: 1.5, unit: "kg" }, { amount: 1234, unit: "JPY" }],
        ["Eggs", null, { amount: 1234, unit: "USD" }],
      ],
    }),
    { tables: "aligned" },
  );
  assert.equal(text, "T\nFlour  1.5 kg  1,234 JPY\nEggs      n/a  12.34 USD");
});

Deno.test("a chart in text names its minimum and maximum", () => {
  const chart = (values: (number | null)[]) =>
    toText(onlyBlock({
      type: "chart",
      key: "by_day",
      title: "Net sales by day",
      form: "line",
      labelKind: "date",
      labels: ["2026-11-23", "2026-11-24", "2026-11-25"],
      value: { kind: "money", unit: "USD" },
      series: [{ name: "net sales", values }],
    })).split("\n")[1];
  assert.equal(
    chart([null, 5_00, -1_00]),
    "Net sales by day: lowest -1.00 USD (2026-11-25), highest 5.00 USD (2026-11-24).",
  );
  assert.equal(chart([7, 7, 7]), "Net sales by day: 0.07 USD throughout.");
  assert.equal(chart([null, null, null]), "Net sales by day: no data.");
});

Deno.test("an empty table and empty figures take no line; sections have titles", () => {
  const report: Report = {
    title: "Doctor",
    sections: [
      { title: "Settings", blocks: [{ type: "figures", figures: [] }] },
      { title: "Findings", blocks: [{ type: "list", items: ["all well"] }] },
    ],
    notes: [],
    basis: [],
  };
  assert.equal(toText(report), "Doctor\n\nSettings\n\nFindings\n- all well");
});
