import assert from "node:assert/strict";
import { fc } from "../../../packages/fast_check.ts";
import { SECTIONS } from "../../../../src/restaurant/analytics/section.ts";
import { writeSales } from "../../../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../../../src/storage/database.ts";
import { callTool, testRegistry } from "../../../support/calls.ts";
import { alwaysAsync } from "../../../support/always.ts";
import { onEveryEngine } from "../../../support/engines.ts";
import { BUNS, openKitchen } from "../../../support/pantry.ts";
import {
  BURGER,
  HARBOUR,
  line,
  moment,
  newSales,
  order,
  WRITTEN_AT,
} from "../../../support/sales.ts";

/** Something that changes the data, or a question. */
type Step =
  | { readonly do: "sell"; readonly location: string; readonly day: number }
  | { readonly do: "rename" }
  | { readonly do: "waste" }
  | { readonly do: "ask"; readonly range: string; readonly location?: string };

const location = fc.constantFrom("downtown", HARBOUR.id);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("sell" as const),
        location,
        day: fc.integer({ min: 1, max: 31 }),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ do: "rename" as const }) },
    { weight: 1, arbitrary: fc.constant({ do: "waste" as const }) },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("ask" as const),
        range: fc.constantFrom("2026-12", "2026-12-14..2026-12-20", "last_7_days"),
        location,
      }, { requiredKeys: ["do", "range"] }),
    },
  ),
  { minLength: 6, maxLength: 14 },
);

onEveryEngine(
  "a kept analysis is what would be computed now, after any history",
  async (engine) => {
    await alwaysAsync(
      fc.asyncProperty(steps, async (some) => {
        await using database = await openKitchen(engine);
        const registry = testRegistry(database);
        await sell(database, "downtown", 2, 0);
        for (const [i, step] of some.entries()) {
          if (step.do === "sell") await sell(database, step.location, step.day, i + 1);
          if (step.do === "rename") await rename(database, i);
          if (step.do === "waste") {
            await callTool(registry, "update_inventory", {
              item_id: BUNS.id,
              quantity: 1,
              movement: "waste",
              location: "downtown",
            });
          }
          if (step.do !== "ask") continue;
          const args = {
            date_range: step.range,
            sections: SECTIONS,
            ...(step.location !== undefined && { location: step.location }),
          };
          const kept = await callTool(registry, "get_analytics", args);
          const fresh = await callTool(testRegistry(database), "get_analytics", args);
          const { cached: _kept, ...answer } = kept.structured;
          const { cached: _fresh, ...now } = fresh.structured;
          assert.deepEqual(answer, now);
        }
      }),
      16,
      engine,
    );
  },
);

async function sell(database: Database, location_id: string, day: number, i: number) {
  const at = moment(`2026-12-${String(day).padStart(2, "0")}T12:30`);
  const sold = order({
    id: `SOLD${String(i).padStart(4, "0")}`,
    location_id,
    opened: at,
    lines: [line({ gross: 5_00 + i })],
  });
  await database.write((writer) => writeSales(writer, newSales([sold]), WRITTEN_AT));
}

async function rename(database: Database, i: number) {
  const change = { item_id: BURGER.menu_item_id, updates: { name: `Burger ${i}` } };
  const { isError, text } = await callTool(testRegistry(database), "update_menu_item", change);
  assert.ok(!isError, text);
}
