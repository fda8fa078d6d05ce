import assert from "node:assert/strict";
import { instantText, nowText, systemClock } from "../../src/values/clock.ts";

Deno.test("the time is stored to the second, in UTC", () => {
  const clock = () => Temporal.Instant.from("2026-11-23T07:00:00.987+01:00");
  assert.equal(nowText(clock), "2026-11-23T06:00:00Z");
  assert.match(nowText(systemClock), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});

Deno.test("a stored instant is Temporal's own text of it", () => {
  for (
    const text of [
      "1969-12-31T23:59:59.001Z",
      "1970-01-01T00:00:00.999999999Z",
      "0001-01-01T00:00:00Z",
      "-000001-06-30T12:00:00.5Z",
      "9999-12-31T23:59:59.999Z",
      "+010000-01-01T00:00:00Z",
    ]
  ) {
    const instant = Temporal.Instant.from(text);
    assert.equal(instantText(instant), instant.toString({ smallestUnit: "second" }));
  }
});
