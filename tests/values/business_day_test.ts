import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import {
  type BusinessCalendar,
  businessDate,
  clockMinutes,
  clockText,
  isDate,
  momentOfInstant,
  momentOfLocal,
  timeZone,
} from "../../src/values/business_day.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { always } from "../support/always.ts";

const FOUR = 240;

function calendar(time_zone: string, business_day_start = FOUR): BusinessCalendar {
  return { time_zone, business_day_start };
}

function dateOf(local: string, start = FOUR): string {
  return businessDate(Temporal.PlainDateTime.from(local), calendar("UTC", start));
}

Deno.test("a late night belongs to the day before, until the business day starts", () => {
  assert.equal(dateOf("2026-03-10T03:59:59"), "2026-03-09");
  assert.equal(dateOf("2026-03-10T04:00:00"), "2026-03-10");
  assert.equal(dateOf("2026-03-10T23:59:59"), "2026-03-10");
  assert.equal(dateOf("2026-03-10T00:00:00", 0), "2026-03-10");
  assert.equal(dateOf("2026-03-10T11:59:59", 720), "2026-03-09");
});

Deno.test("the day before crosses months, years and leap days", () => {
  assert.equal(dateOf("2026-03-01T01:00"), "2026-02-28");
  assert.equal(dateOf("2028-03-01T01:00"), "2028-02-29");
  assert.equal(dateOf("2100-03-01T01:00"), "2100-02-28");
  assert.equal(dateOf("2026-01-01T01:00"), "2025-12-31");
});

/** Local time, the instant it is, and its hour afterwards; from the IANA time zone database. */
const CLOCK_CHANGES = [
  // Spring: 02:00 to 03:00. The skipped half past two is half past three.
  ["America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00Z", "2026-03-07", 3],
  ["Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00Z", "2026-03-28", 3],
  // Autumn: half past one comes twice, and is the first.
  ["America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z", "2026-10-31", 1],
  ["Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z", "2026-10-24", 2],
  // Half an hour of summer time, and zones that are half and three quarters of an hour off.
  ["Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45:00Z", "2026-10-03", 2],
  ["Asia/Kolkata", "2026-06-01T12:00", "2026-06-01T06:30:00Z", "2026-06-01", 12],
  ["Asia/Kathmandu", "2026-06-01T12:00", "2026-06-01T06:15:00Z", "2026-06-01", 12],
  // Midnight itself is skipped in Beirut, and a whole day was in Samoa.
  ["Asia/Beirut", "2026-03-29T00:30", "2026-03-28T22:30:00Z", "2026-03-28", 1],
  ["Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00:00Z", "2011-12-31", 12],
] as const;

for (const [zone, local, at, business_date, local_hour] of CLOCK_CHANGES) {
  Deno.test(`${local} in ${zone} is ${at}`, () => {
    const moment = momentOfLocal(Temporal.PlainDateTime.from(local), calendar(zone));
    assert.deepEqual(moment, { at, business_date, local_hour });
  });
}

Deno.test("the hour that comes twice stays apart as instants", () => {
  const newYork = calendar("America/New_York");
  const [first, second] = ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"]
    .map((text) => momentOfInstant(Temporal.Instant.from(text), newYork));
  assert.equal(first?.local_hour, 1);
  assert.equal(second?.local_hour, 1);
  assert.notEqual(first?.at, second?.at);
});

const ZONES = [
  "America/New_York",
  "America/St_Johns",
  "America/Santiago",
  "Europe/Berlin",
  "Africa/Casablanca",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Beirut",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "UTC",
];
const calendars = fc.record({
  time_zone: fc.constantFrom(...ZONES),
  business_day_start: fc.integer({ min: 0, max: 720 }),
});
/** Seconds from 2005 to 2045, often within days of a change of the clocks. */
const instants = fc.oneof(
  fc.integer({ min: 1_104_537_600, max: 2_366_841_600 }),
  fc.tuple(
    fc.constantFrom(...CLOCK_CHANGES.map(([, , at]) => Temporal.Instant.from(at))),
    fc.integer({ min: -200_000, max: 200_000 }),
  ).map(([{ epochMilliseconds }, away]) => epochMilliseconds / 1000 + away),
).map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));

Deno.test("a business date is the local date or the one before it", () => {
  always(fc.property(instants, calendars, (instant, calendar) => {
    const local = instant.toZonedDateTimeISO(calendar.time_zone);
    const { at, business_date, local_hour } = momentOfInstant(instant, calendar);
    const today = local.toPlainDate();
    assert.ok(
      [today, today.subtract({ days: 1 })].some((date) => date.toString() === business_date),
    );
    assert.equal(local_hour, local.hour);
    assert.ok(Temporal.Instant.from(at).equals(instant));
  }));
});

Deno.test("business dates never go back as time passes", () => {
  const locals = fc.tuple(instants, fc.integer({ min: 0, max: 200_000 })).map(
    ([instant, seconds]) => {
      const first = instant.toZonedDateTimeISO("UTC").toPlainDateTime();
      return [first, first.add({ seconds })] as const;
    },
  );
  always(fc.property(locals, calendars, ([earlier, later], calendar) => {
    assert.ok(businessDate(earlier, calendar) <= businessDate(later, calendar));
  }));
});

Deno.test("a wall-clock time and its instant are the same moment", () => {
  always(fc.property(instants, calendars, (instant, calendar) => {
    const local = instant.toZonedDateTimeISO("UTC").toPlainDateTime();
    const moment = momentOfLocal(local, calendar);
    assert.deepEqual(momentOfInstant(Temporal.Instant.from(moment.at), calendar), moment);
  }));
});

Deno.test("time zones keep their name and get their usual capitals", () => {
  assert.equal(timeZone("america/new_york"), "America/New_York");
  assert.equal(timeZone("Asia/Kolkata"), "Asia/Kolkata");
  assert.equal(timeZone("UTC"), "UTC");
});

for (const name of ["Mars/Base", "Pacific Time (US & Canada)", "-05:00", "2026-01-01T00:00Z", ""]) {
  Deno.test(`'${name}' is no time zone`, () => {
    assert.throws(
      () => timeZone(name),
      (error) =>
        error instanceof RestaurantError && error.code === "INVALID_INPUT" &&
        error.message.includes(`'${name}'`) && error.message.includes("America/New_York"),
    );
  });
}

Deno.test("clock times read and print every minute of the day", () => {
  assert.equal(clockMinutes("4:00"), FOUR);
  for (let minutes = 0; minutes < 1440; minutes++) {
    assert.equal(clockMinutes(clockText(minutes)), minutes);
  }
});

for (const text of ["24:00", "12:60", "4", "4am", "04:00:00", " 04:00", ""]) {
  Deno.test(`'${text}' is no clock time`, () => {
    assert.throws(() => clockMinutes(text), RestaurantError);
  });
}

Deno.test("dates are those of the calendar, written one way", () => {
  for (const text of ["2026-01-31", "2028-02-29", "2000-02-29", "0001-01-01"]) {
    assert.ok(isDate(text), text);
  }
  const others = ["2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-1-1"];
  for (const text of [...others, "20260101", "2026-01-01T00:00", "2026-01-01 ", "01.02.2026", ""]) {
    assert.ok(!isDate(text), text);
  }
});
