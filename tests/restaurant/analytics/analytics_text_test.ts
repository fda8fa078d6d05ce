import assert from "node:assert/strict";
import { analyticsText } from "../../../src/restaurant/analytics/answer/analytics_text.ts";

const ANSWER = {
  date: "2026-12-14",
  end_date: "2026-12-14",
  location: "downtown",
  complete: true,
  findings: [],
  sections: [{
    section: "losses" as const,
    findings: [],
    figures: { discounts: 918.4, discounts_percent_of_gross: 1.5, voided_lines: 1200 },
    tables: [
      {
        title: "By name",
        columns: ["discount", "amount", "share %"],
        rows: [["Staff", 1000, 2.5]],
      },
      {
        title: "Totals",
        columns: ["figure", "this period"],
        rows: [["net_sales", 12.5], ["orders", 12.5], ["net_per_guest", null]],
      },
    ],
    notes: [],
    see_more: [],
  }],
  notes: [],
  basis: "Net sales.",
  cached: false,
  as_of: "2026-12-15T12:00:00Z",
};

Deno.test("amounts have the digits of their currency, other numbers do not", () => {
  const text = analyticsText({ ...ANSWER, currency: "USD" });
  for (
    const part of [
      "discounts 918.40, discounts_percent_of_gross 1.5, voided_lines 1,200.",
      "Staff | 1,000.00 | 2.5",
      "net_sales | 12.50",
      "orders | 12.5",
      "net_per_guest | n/a",
    ]
  ) assert.ok(text.includes(part), `${part} in ${text}`);
  assert.match(analyticsText({ ...ANSWER, currency: "JPY" }), /Staff \| 1,000 \| 2\.5/);
});
