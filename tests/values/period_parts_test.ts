import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import { partsOf } from "../../src/values/period_parts.ts";
import { always } from "../support/always.ts";

const CASES = [
  ["2026-01-01..2026-12-31", "2026-01..2026-12", ""],
  ["2026-02-01..2026-02-28", "2026-02..2026-02", ""],
  ["2024-02-01..2024-02-28", "", "2024-02-01..2024-02-28"],
  ["2026-03-05..2026-03-09", "", "2026-03-05..2026-03-09"],
  ["2026-03-05..2026-04-09", "", "2026-03-05..2026-04-09"],
  ["2026-03-31..2026-05-01", "2026-04..2026-04", "2026-03-31..2026-03-31 2026-05-01..2026-05-01"],
  ["2026-03-01..2026-05-01", "2026-03..2026-04", "2026-05-01..2026-05-01"],
  ["2026-12-31..2027-01-31", "2027-01..2027-01", "2026-12-31..2026-12-31"],
] as const;

for (const [period, months, days] of CASES) {
  Deno.test(`${period} is made of months ${months || "none"} and days ${days || "none"}`, () => {
    const [date = "", end_date = ""] = period.split("..");
    const parts = partsOf({ date, end_date });
    assert.equal(
      parts.months === null ? "" : `${parts.months.first}..${parts.months.last}`,
      months,
    );
    assert.equal(parts.days.map((some) => `${some.date}..${some.end_date}`).join(" "), days);
  });
}

Deno.test("every date of a period is in exactly one of its parts", () => {
  const start = Temporal.PlainDate.from("2023-12-25");
  always(
    fc.property(fc.nat(500), fc.nat(120), (from, length) => {
      const date = start.add({ days: from });
      const period = { date: date.toString(), end_date: date.add({ days: length }).toString() };
      const { months, days } = partsOf(period);
      for (let day = start; day.toString() <= "2025-10-01"; day = day.add({ days: 1 })) {
        const text = day.toString();
        const month = text.slice(0, 7);
        const times = Number(months !== null && month >= months.first && month <= months.last) +
          days.filter((some) => some.date <= text && text <= some.end_date).length;
        const wanted = Number(period.date <= text && text <= period.end_date);
        assert.equal(times, wanted, text);
      }
    }),
  );
});
