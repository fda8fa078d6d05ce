import assert from "node:assert/strict";
import { dateRange } from "../../../src/restaurant/sales/date_range.ts";
import { RestaurantError } from "../../../src/values/errors.ts";

/** A Friday. */
const TODAY = "2026-11-27";

const RANGES: Readonly<Record<string, readonly [string, string]>> = {
  today: ["2026-11-27", "2026-11-27"],
  yesterday: ["2026-11-26", "2026-11-26"],
  "Last week": ["2026-11-16", "2026-11-22"],
  this_week: ["2026-11-23", "2026-11-27"],
  last_7_days: ["2026-11-20", "2026-11-26"],
  last_28_days: ["2026-10-30", "2026-11-26"],
  this_month: ["2026-11-01", "2026-11-27"],
  last_month: ["2026-10-01", "2026-10-31"],
  this_year: ["2026-01-01", "2026-11-27"],
  last_year: ["2025-01-01", "2025-12-31"],
  "2026-11-03": ["2026-11-03", "2026-11-03"],
  "2024-02": ["2024-02-01", "2024-02-29"],
  "2026-12": ["2026-12-01", "2026-12-31"],
  "2026-W01": ["2025-12-29", "2026-01-04"],
  "2026-W53": ["2026-12-28", "2027-01-03"],
  "2025": ["2025-01-01", "2025-12-31"],
  "2026-01-01..2026-01-31": ["2026-01-01", "2026-01-31"],
  "2026-01..2026-03": ["2026-01-01", "2026-03-31"],
  "2026-11-20..": ["2026-11-20", TODAY],
  "2026-10 ..": ["2026-10-01", TODAY],
};

for (const [text, [date, end_date]] of Object.entries(RANGES)) {
  Deno.test(`${text}, said on ${TODAY}`, () => {
    assert.deepEqual(dateRange(text, TODAY), { date, end_date });
  });
}

Deno.test("an invalid date range is refused, with today's business date and the valid forms", () => {
  for (const text of ["soon", "2026-02-30", "2026-13", "2025-W53", "last_0_days", "a..b", ""]) {
    assert.throws(() => dateRange(text, TODAY), (error) => {
      assert.ok(error instanceof RestaurantError);
      assert.doesNotMatch(error.message, /today/i);
      assert.match(
        String(error.details.hint),
        /^Today's business date is 2026-11-27\. Write today, yesterday, last_7_days/,
      );
      return true;
    }, text);
  }
  assert.throws(() => dateRange("2026-02-01..2026-01-01", TODAY), /is before/);
  assert.throws(() => dateRange("2026-12-01..", TODAY), /is before/);
});

Deno.test("a day that the calendar does not have is named", () => {
  const faulty = {
    "2026-11-31": /2026-11-31 does not exist: 2026-11 has 30 days\./,
    "2026-10-31..2026-11-31": /2026-11-31 does not exist/,
    "2026-13-01": /2026-13-01 does not exist: no month 13\./,
    "..2026-11-20": /'\.\.2026-11-20' has no first date\./,
    "November 31": /'November 31' is not a date or period\./,
  };
  for (const [text, message] of Object.entries(faulty)) {
    assert.throws(() => dateRange(text, TODAY), message);
  }
});
