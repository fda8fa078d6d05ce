import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import { momentAt, tradingDays } from "../../src/demo/trading_days.ts";
import { momentOfLocal } from "../../src/values/business_day.ts";
import { always } from "../support/always.ts";

const NEW_YORK = { time_zone: "America/New_York", business_day_start: 240 };
const LOS_ANGELES = { time_zone: "America/Los_Angeles", business_day_start: 300 };

/** From the start of the business day to 02:00 of the night, when clocks change. */
const minutes = fc.integer({ min: 300, max: 26 * 60 - 1 });
const calendars = fc.constantFrom(NEW_YORK, LOS_ANGELES);

Deno.test("days run from so many months ago to the business day of now", () => {
  const now = Temporal.Instant.from("2026-11-24T06:30:00Z");
  const days = tradingDays(NEW_YORK, now, 18);
  assert.equal(days.at(0)?.date, "2025-05-24");
  assert.equal(days.at(-1)?.date, "2026-11-23");
  assert.equal(days.at(-1)?.days_ago, 0);
  assert.equal(days.at(0)?.days_ago, days.length - 1);
  assert.equal(days.at(-1)?.weekday, 1);
  assert.equal(days.at(0)?.years_ago, 1);
});

Deno.test("a minute of a day equals the calendar's moment, all year", () => {
  const now = Temporal.Instant.from("2026-12-31T20:00:00Z");
  const days = new Map(
    [NEW_YORK, LOS_ANGELES].map((calendar) => [calendar, tradingDays(calendar, now, 12)]),
  );
  always(fc.property(calendars, fc.nat(364), minutes, (calendar, index, minute) => {
    const day = days.get(calendar)?.[index];
    assert.ok(day);
    const midnight = Temporal.PlainDateTime.from(day.date);
    assert.deepEqual(
      momentAt(day, minute),
      momentOfLocal(midnight.add({ minutes: minute }), calendar),
    );
  }));
});

Deno.test("on the days when clocks change, too", () => {
  for (const change of ["2026-03-08", "2026-11-01"]) {
    const date = Temporal.PlainDate.from(change);
    const now = date.add({ days: 2 }).toZonedDateTime(NEW_YORK.time_zone).toInstant();
    for (const day of tradingDays(NEW_YORK, now, 1).slice(-4)) {
      for (const minute of [300, 720, 1439, 1440, 1559]) {
        const local = Temporal.PlainDateTime.from(day.date).add({ minutes: minute });
        assert.deepEqual(
          momentAt(day, minute),
          momentOfLocal(local, NEW_YORK),
          `${day.date} ${minute}`,
        );
      }
    }
  }
});

Deno.test("seconds are kept to the stored precision", () => {
  const day = tradingDays(NEW_YORK, Temporal.Instant.from("2026-07-02T12:00:00Z"), 1).at(-1);
  assert.equal(day && momentAt(day, 750.51).at, "2026-07-02T16:30:30Z");
});

Deno.test("nothing is later than the hour in which clocks change", () => {
  const day = tradingDays(NEW_YORK, Temporal.Instant.from("2026-07-02T12:00:00Z"), 1).at(-1);
  assert.deepEqual(day && momentAt(day, 27 * 60), {
    at: "2026-07-03T05:59:59Z",
    business_date: "2026-07-02",
    local_hour: 1,
  });
});
