import assert from "node:assert/strict";
import { callTool, testRegistry } from "../support/calls.ts";
import { DEMO_NOW, openDemo } from "../support/demo.ts";

Deno.test("the demo's labour is a share of sales that restaurants have, and its clock has stopped", async () => {
  await using demo = await openDemo({ months: 1 });
  const { database } = demo;
  const shifts = await database.reader.selectFrom("time_entries").selectAll().execute();
  assert.ok(shifts.length > 100);
  for (const { ended_at, regular_minutes, overtime_minutes } of shifts) {
    assert.ok(ended_at <= DEMO_NOW.toString());
    assert.ok(regular_minutes + overtime_minutes < 9 * 60);
  }
  const { structured } = await callTool(
    testRegistry(database, { clock: () => DEMO_NOW }),
    "get_analytics",
    {
      date_range: "last_14_days",
      sections: ["labour"],
    },
  );
  const [labour] = structured["sections"] as readonly {
    readonly figures: Readonly<Record<string, number>>;
  }[];
  const share = labour?.figures["labour_percent_of_net"] ?? 0;
  assert.ok(share > 15 && share < 45, `${share} %`);
});

Deno.test("a shift is on whenever the demo takes an order", async () => {
  await using demo = await openDemo({ months: 1 });
  const { reader } = demo.database;
  const shifts = await reader.selectFrom("time_entries").selectAll().execute();
  const orders = await reader.selectFrom("orders").select(["location_id", "opened_at"])
    .where("business_date", "<", "2026-11-23").execute();
  assert.ok(orders.length > 500);
  const alone = orders.filter(({ location_id, opened_at }) =>
    !shifts.some((shift) =>
      shift.location_id === location_id && shift.started_at <= opened_at &&
      opened_at <= (shift.ended_at ?? "")
    )
  );
  assert.deepEqual(alone, []);
});
