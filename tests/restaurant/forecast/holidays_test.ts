import assert from "node:assert/strict";
import { countryOf } from "../../../src/restaurant/forecast/holidays/country_of.ts";
import { holidayKinds, holidaysOf } from "../../../src/restaurant/forecast/holidays/holidays.ts";
import { easterSunday } from "../../../src/restaurant/forecast/holidays/rules.ts";
import { dateOfDay, dayNumber } from "../../../src/values/day_number.ts";

function dates(country: string, year: number): string[] {
  return [...holidaysOf(country, year).keys()].map(dateOfDay);
}

Deno.test("Easter as published, the earliest and the latest too", () => {
  const easters = ["1818-03-22", "1943-04-25", "2000-04-23", "2024-03-31", "2025-04-20"];
  for (const date of easters) {
    assert.equal(dateOfDay(easterSunday(Number(date.slice(0, 4)))), date);
  }
});

Deno.test("the holidays of the United States in 2021, as its Office of Personnel lists them", () => {
  assert.deepEqual(dates("US", 2021).filter((date) => date !== "2021-11-26"), [
    ...["2021-01-01", "2021-01-18", "2021-02-15", "2021-05-31", "2021-06-18", "2021-06-19"],
    ...["2021-07-04", "2021-07-05", "2021-09-06", "2021-10-11", "2021-11-11", "2021-11-25"],
    ...["2021-12-24", "2021-12-25", "2021-12-31"],
  ]);
});

Deno.test("the holidays of Japan in 2015 and 2026, as its Cabinet Office lists them", () => {
  assert.deepEqual(dates("JP", 2015), [
    ...["2015-01-01", "2015-01-12", "2015-02-11", "2015-03-21", "2015-04-29", "2015-05-03"],
    ...["2015-05-04", "2015-05-05", "2015-05-06", "2015-07-20", "2015-09-21", "2015-09-22"],
    ...["2015-09-23", "2015-10-12", "2015-11-03", "2015-11-23", "2015-12-23"],
  ]);
  assert.deepEqual(dates("JP", 2026), [
    ...["2026-01-01", "2026-01-12", "2026-02-11", "2026-02-23", "2026-03-20", "2026-04-29"],
    ...["2026-05-03", "2026-05-04", "2026-05-05", "2026-05-06", "2026-07-20", "2026-08-11"],
    ...["2026-09-21", "2026-09-22", "2026-09-23", "2026-10-12", "2026-11-03", "2026-11-23"],
  ]);
});

Deno.test("Christmas on a Sunday: two more days off in Britain, none in Germany", () => {
  assert.deepEqual(dates("GB", 2022).slice(-3), ["2022-12-25", "2022-12-26", "2022-12-27"]);
  assert.deepEqual(dates("DE", 2022).slice(-2), ["2022-12-25", "2022-12-26"]);
});

Deno.test("the lunar new year", () => {
  for (const date of ["2024-02-10", "2025-01-29", "2026-02-17"]) {
    assert.ok(dates("KR", Number(date.slice(0, 4))).includes(date), date);
  }
});

Deno.test("the country follows from the time zone, whichever of its names", () => {
  const zones = ["America/New_York", "America/Indianapolis", "Asia/Tokyo", "Europe/Berlin"];
  assert.deepEqual(zones.map(countryOf), ["US", "US", "JP", "DE"]);
  assert.equal(countryOf("Antarctica/Troll"), undefined);
});

Deno.test("the day before a holiday is an eve, unless it is a holiday", () => {
  const kinds = holidayKinds("US");
  assert.deepEqual(kinds(dayNumber("2026-12-24")), { isHoliday: false, isEve: true });
  assert.deepEqual(kinds(dayNumber("2026-12-25")), { isHoliday: true, isEve: false });
  assert.deepEqual(kinds(dayNumber("2026-11-26")), { isHoliday: true, isEve: false });
});

Deno.test("a country that is not known has no holidays", () => {
  assert.deepEqual(dates("XX", 2026), []);
});
