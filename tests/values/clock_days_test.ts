import assert from "node:assert/strict";
import { type BusinessCalendar, momentOfLocal } from "../../src/values/business_day.ts";
import { clockDays } from "../../src/values/clock_days.ts";

/** Zones whose clocks change at midnight, by half an hour, by a day, and never. */
const ZONES = [
  ...["America/New_York", "Europe/Berlin", "America/Santiago", "America/Sao_Paulo"],
  ...["Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "Asia/Beirut", "UTC"],
];

Deno.test("a remembered day gives the moments that the calendar gives", () => {
  for (const time_zone of ZONES) {
    const calendar: BusinessCalendar = { time_zone, business_day_start: 240 };
    const momentOf = clockDays(calendar);
    for (const from of ["2011-12-25", "2018-10-25", "2018-11-01", "2024-03-05", "2024-10-20"]) {
      for (let day = 0; day < 20; day++) {
        const date = Temporal.PlainDate.from(from).add({ days: day });
        for (const hour of [0, 1, 2, 3, 4, 12, 23]) {
          const time = { hour, minute: day * 7 % 60, second: day };
          const expected = momentOfLocal(date.toPlainDateTime(time), calendar);
          assert.deepEqual(momentOf(date, time), expected, `${time_zone} ${date} ${hour}`);
          assert.deepEqual(momentOf(date, time), expected);
        }
      }
    }
  }
});
