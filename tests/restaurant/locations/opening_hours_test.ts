import assert from "node:assert/strict";
import { hoursText, isOpen } from "../../../src/restaurant/locations/opening_hours.ts";

/** Friday noon to three and from five to two in the night; Sunday in the morning. */
const HOURS = [
  { weekday: 5, opens: 720, closes: 900 },
  { weekday: 5, opens: 1020, closes: 1560 },
  { weekday: 7, opens: 540, closes: 660 },
];

function openAt(local: string): boolean {
  return isOpen(HOURS, Temporal.PlainDateTime.from(local));
}

Deno.test("orders are taken from the opening minute until the closing one", () => {
  assert.ok(!openAt("2026-11-27T11:59"));
  assert.ok(openAt("2026-11-27T12:00"));
  assert.ok(openAt("2026-11-27T14:59"));
  assert.ok(!openAt("2026-11-27T15:00"));
});

Deno.test("hours past midnight belong to the evening before", () => {
  assert.ok(openAt("2026-11-28T01:59"));
  assert.ok(!openAt("2026-11-28T02:00"));
  assert.ok(!openAt("2026-11-27T01:30"), "Thursday has no evening");
  assert.ok(!openAt("2026-11-29T01:30"), "nor has Saturday");
});

Deno.test("a location without hours is always open", () => {
  assert.ok(isOpen([], Temporal.PlainDateTime.from("2026-11-28T04:00")));
});

Deno.test("hours are written in words", () => {
  assert.equal(hoursText(HOURS, 5), "12:00 to 15:00 and 17:00 to 02:00");
  assert.equal(hoursText(HOURS, 6), "not at all");
});
