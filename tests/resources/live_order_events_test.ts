import assert from "node:assert/strict";
import { recordEvents } from "../../src/restaurant/journal/outbox.ts";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openRestaurant, WRITTEN_AT } from "../support/sales.ts";

onEveryEngine(
  "a client that was away reads on, page by page, and misses nothing",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const events = Array.from({ length: 450 }, (_, i) => ({
      kind: "stock_changed" as const,
      subject_id: `ITEM${i}`,
      location_id: null,
      business_date: null,
    }));
    await database.write((writer) => recordEvents(writer, events, WRITTEN_AT));
    const registry = testRegistry(database);
    const seen: number[] = [];
    let more = true;
    while (more) {
      const uri = `restaurant://live_orders?since=${seen.at(-1) ?? 3}`;
      const page = JSON.parse(await readResource(registry, uri));
      seen.push(...page.events.map(({ sequence }: { sequence: number }) => sequence));
      more = page.more;
    }
    assert.deepEqual(seen, Array.from({ length: 447 }, (_, i) => i + 4));
  },
);
