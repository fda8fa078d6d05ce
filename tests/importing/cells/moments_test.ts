import assert from "node:assert/strict";
import { momentReader, type MomentRules } from "../../../src/importing/cells/moments.ts";
import { momentOfLocal } from "../../../src/values/business_day.ts";
import { DOWNTOWN, HARBOUR } from "../../support/sales.ts";

const RULES: MomentRules = { dateOrder: "mdy", timesKnown: true };

function at(date: string, time = "", calendar = DOWNTOWN, zone?: string): string {
  const { at, business_date, local_hour } = momentReader(RULES)({ date, time }, calendar, zone);
  return `${at} ${business_date} ${local_hour}`;
}

Deno.test("a local time in its location's calendar", () => {
  assert.equal(at("10/8/26 5:18 PM"), "2026-10-08T21:18:00Z 2026-10-08 17");
  assert.equal(at("10/8/26", "03:59"), "2026-10-08T07:59:00Z 2026-10-07 3");
  assert.equal(at("10/8/26", "04:00"), "2026-10-08T08:00:00Z 2026-10-08 4");
  assert.equal(at("10/8/26", "04:00", HARBOUR), "2026-10-08T11:00:00Z 2026-10-07 4");
});

Deno.test("clocks that are put forward and back", () => {
  assert.equal(at("3/8/26", "02:30"), "2026-03-08T07:30:00Z 2026-03-07 3");
  assert.equal(at("11/1/26", "01:30"), "2026-11-01T05:30:00Z 2026-10-31 1");
});

Deno.test("the clock of another zone, and times that name their offset", () => {
  assert.equal(
    at("10/8/26", "20:00", DOWNTOWN, "America/Los_Angeles"),
    "2026-10-09T03:00:00Z 2026-10-08 23",
  );
  assert.equal(
    at("10/8/26", "22:00", DOWNTOWN, "America/Los_Angeles"),
    "2026-10-09T05:00:00Z 2026-10-08 1",
  );
  assert.equal(at("2026-10-08T20:00:00-07:00"), "2026-10-09T03:00:00Z 2026-10-08 23");
});

Deno.test("an invalid moment names the wrong part", () => {
  const problems: readonly (readonly [string, string, string, string])[] = [
    ["", "12:00", "date", "is empty"],
    ["yesterday", "12:00", "date", "is not a date"],
    ["13/1/26", "12:00", "date", "is not in the calendar (read as month/day/year)"],
    ["1/13/26", "", "time", "is empty"],
    ["1/13/26", "late", "time", "is not a time of day"],
    ["1/13/26 late", "", "time", "is not a time of day"],
  ];
  for (const [date, time, field, message] of problems) {
    assert.throws(() => at(date, time), { name: "RowProblem", field, message });
  }
});

Deno.test("a reader that remembers gives what one gives that does not", () => {
  const read = momentReader(RULES);
  for (
    const [date, time] of [["1/2/26", "12:00"], ["1/2/26", "12:00"], ["1/2/26", "12:01"], [
      "1/3/26",
      "12:01",
    ]]
  ) {
    for (const calendar of [DOWNTOWN, HARBOUR]) {
      const local = Temporal.PlainDateTime.from(`2026-01-0${date?.[2]}T${time}`);
      assert.deepEqual(
        read({ date: date ?? "", time: time ?? "" }, calendar, undefined),
        momentOfLocal(local, calendar),
      );
    }
  }
  assert.throws(() => read({ date: "x", time: "" }, DOWNTOWN, undefined));
  assert.equal(read({ date: "1/3/26", time: "12:01" }, HARBOUR, undefined).local_hour, 12);
});
