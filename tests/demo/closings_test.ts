import assert from "node:assert/strict";
import { callTool, testRegistry } from "../support/calls.ts";
import { newDemo } from "../support/demo.ts";

Deno.test("the day after Thanksgiving, the demo's yesterday was closed, not forgotten", async () => {
  const now = Temporal.Instant.from("2026-11-27T20:00:00Z");
  await using demo = await newDemo({ months: 1, now });
  const registry = testRegistry(demo.database, { clock: () => now });
  const { structured, text } = await callTool(registry, "get_sales_data", {
    date: "2026-11-26",
  });
  assert.equal(structured.complete, true);
  assert.doesNotMatch(text, /not imported/);

  const week = await callTool(registry, "get_sales_data", {
    date: "2026-11-23",
    end_date: "2026-11-26",
  });
  assert.equal(week.structured.complete, true);
});

Deno.test("the holidays ahead on which the demo closes are in its calendar", async () => {
  const now = Temporal.Instant.from("2026-11-27T20:00:00Z");
  await using demo = await newDemo({ months: 1, now });
  const rows = await demo.database.reader.selectFrom("calendar_entries")
    .select(["location_id", "date", "kind", "name"]).orderBy("location_id").orderBy("date")
    .execute();
  const one = rows.slice(0, rows.length / 2).map(({ date, kind, name }) => [date, kind, name]);
  assert.deepEqual(one, [
    ["2026-11-26", "closed", "Thanksgiving"],
    ["2026-12-25", "closed", "Christmas Day"],
    ["2027-11-25", "closed", "Thanksgiving"],
  ]);
});
