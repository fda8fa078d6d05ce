import assert from "node:assert/strict";
import { nowText, systemClock } from "../../src/values/clock.ts";

Deno.test("the time is stored to the second, in UTC", () => {
  const clock = () => Temporal.Instant.from("2026-11-23T07:00:00.987+01:00");
  assert.equal(nowText(clock), "2026-11-23T06:00:00Z");
  assert.match(nowText(systemClock), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});
