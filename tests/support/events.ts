import assert from "node:assert/strict";
import { readEvents, type StoredEvent } from "../../src/restaurant/journal/outbox.ts";
import type { Reader } from "../../src/storage/database.ts";
import type { Numbers } from "../../src/storage/location_counters.ts";

/** Before the first event. */
export const START: Numbers = { base: 0, own: new Map() };

/** Every event that is kept, in order. */
export async function allEvents(reader: Reader): Promise<readonly StoredEvent[]> {
  const { events } = await readEvents(reader, START, 1_000_000);
  return events;
}

/** Asserts that the events of each location are numbered 1, 2, 3 in their order. */
export function assertNumbered(events: readonly StoredEvent[]): void {
  for (const [location, own] of Map.groupBy(events, ({ location_id }) => location_id)) {
    const numbers = own.map(({ sequence }) => sequence);
    assert.deepEqual(numbers, numbers.map((_, index) => index + 1), `${location}`);
  }
}

/** How many events were ever recorded. */
export async function eventCount(reader: Reader): Promise<number> {
  const { total } = await reader.selectFrom("location_counters")
    .select(({ fn }) => fn.sum<number | null>("value").as("total"))
    .where("name", "=", "events").executeTakeFirstOrThrow();
  return total ?? 0;
}
