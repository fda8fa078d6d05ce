import assert from "node:assert/strict";
import { businessToday } from "../../../src/restaurant/locations/business_today.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { DOWNTOWN, HARBOUR, openRestaurant } from "../../support/sales.ts";

const TOKYO = { ...HARBOUR, id: "tokyo", time_zone: "Asia/Tokyo" };

Deno.test("today is each location's own business date", () => {
  // 03:30 in New York, before the business day starts at 04:00; 17:30 in Tokyo.
  const now = Temporal.Instant.from("2026-12-31T08:30:00Z");
  assert.equal(businessToday([DOWNTOWN], now), "Today's business date is 2026-12-30 at downtown.");
  assert.equal(
    businessToday([DOWNTOWN, TOKYO], now),
    "Today's business date is 2026-12-30 at downtown, 2026-12-31 at tokyo.",
  );
});

Deno.test("every answer with a basis names today, in structure and text", async () => {
  await using database = await openRestaurant();
  const registry = testRegistry(database);
  const today = /2026-12-31 at downtown, 2026-12-30 at harbour/;
  for (const name of ["search_orders", "get_live_orders", "get_inventory", "search_feedback"]) {
    const { structured, text, isError } = await callTool(registry, name, {});
    assert.equal(isError, false, text);
    assert.match(text, today, name);
    assert.match(JSON.stringify(structured), today, name);
  }
});
