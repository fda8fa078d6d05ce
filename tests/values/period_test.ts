import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import { comparablePeriod, length, period } from "../../src/values/period.ts";
import type { RestaurantError } from "../../src/values/errors.ts";
import { always } from "../support/always.ts";

const anyPeriod = fc.tuple(
  fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }),
  fc.nat(800),
).map(([from, days]) => {
  const date = Temporal.PlainDate.from(from.toISOString().slice(0, 10));
  return { date: date.toString(), end_date: date.add({ days }).toString() };
});

Deno.test("one date is a period of one day", () => {
  assert.deepEqual(period("2025-07-04"), { date: "2025-07-04", end_date: "2025-07-04" });
});

for (
  const [what, date, end_date, field] of [
    ["a day that does not exist", "2025-02-29", undefined, "date"],
    ["another calendar's spelling", "04/07/2025", undefined, "date"],
    ["an end that does not exist", "2025-02-01", "2025-02-30", "end_date"],
    ["an end before the start", "2025-02-02", "2025-02-01", "end_date"],
    ["more than ten years", "2010-01-01", "2025-01-01", "end_date"],
  ] as const
) {
  Deno.test(`${what} is refused and ${field} is named`, () => {
    assert.throws(() => period(date, end_date), (error: RestaurantError) => {
      assert.equal(error.code, "INVALID_INPUT");
      assert.deepEqual(error.details.fields?.map((fault) => fault.field), [field]);
      return true;
    });
  });
}

for (
  const [comparison, asked, expected] of [
    ["previous_period", ["2025-07-07", "2025-07-13"], ["2025-06-30", "2025-07-06"]],
    ["previous_week", ["2025-07-04", "2025-07-04"], ["2025-06-27", "2025-06-27"]],
    ["previous_year", ["2025-07-04", "2025-07-04"], ["2024-07-05", "2024-07-05"]],
    ["previous_period", ["2025-03-01", "2025-03-31"], ["2025-02-01", "2025-02-28"]],
    ["previous_period", ["2025-01-01", "2025-03-31"], ["2024-10-01", "2024-12-31"]],
    ["previous_year", ["2024-02-01", "2024-02-29"], ["2023-02-01", "2023-02-28"]],
    ["previous_year", ["2025-01-01", "2025-12-31"], ["2024-01-01", "2024-12-31"]],
    ["previous_week", ["2025-03-01", "2025-03-31"], ["2025-01-25", "2025-02-24"]],
  ] as const
) {
  const [[from, to], [date, end_date]] = [asked, expected];
  Deno.test(`${comparison} of ${from}..${to} is ${date}..${end_date}`, () => {
    assert.deepEqual(comparablePeriod(period(from, to), comparison), { date, end_date });
  });
}

Deno.test("a comparable period keeps weekdays and length, or covers whole months", () => {
  always(fc.property(
    anyPeriod,
    fc.constantFrom("previous_week" as const, "previous_year" as const),
    (asked, comparison) => {
      const before = comparablePeriod(asked, comparison);
      const weekday = (date: string) => Temporal.PlainDate.from(date).dayOfWeek;
      const wholeMonths = before.date.endsWith("-01") &&
        Temporal.PlainDate.from(before.end_date).add({ days: 1 }).day === 1;
      assert.ok(
        wholeMonths ||
          length(before) === length(asked) && weekday(before.date) === weekday(asked.date),
      );
    },
  ));
});

Deno.test("the previous period ends the day before", () => {
  always(fc.property(anyPeriod, (asked) => {
    const { end_date } = comparablePeriod(asked, "previous_period");
    assert.equal(Temporal.PlainDate.from(end_date).add({ days: 1 }).toString(), asked.date);
  }));
});
