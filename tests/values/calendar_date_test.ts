import assert from "node:assert/strict";
import { type BusinessCalendar, momentOfLocal } from "../../src/values/business_day.ts";
import { calendarDate } from "../../src/values/calendar_date.ts";

Deno.test("the date on the wall clock comes back from a moment, at every start of the day", () => {
  for (const time_zone of ["America/New_York", "Europe/Berlin", "Asia/Kathmandu"]) {
    for (const business_day_start of [0, 1, 150, 240, 300, 719, 720]) {
      const calendar: BusinessCalendar = { time_zone, business_day_start };
      for (let minutes = 0; minutes < 1440; minutes += 10) {
        const time = { hour: Math.floor(minutes / 60), minute: minutes % 60 };
        const local = Temporal.PlainDate.from("2026-02-28").toPlainDateTime(time);
        const date = calendarDate(momentOfLocal(local, calendar), calendar);
        assert.equal(date, "2026-02-28", `${time_zone} ${business_day_start} ${minutes}`);
      }
    }
  }
});
