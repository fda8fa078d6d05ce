import assert from "node:assert/strict";
import { eventCount } from "../../support/events.ts";
import { lastRemovedEvents, removeOld } from "../../../src/restaurant/journal/retention.ts";
import { DEFAULT_RETENTION } from "../../../src/config/retention.ts";
import { numberAt } from "../../../src/storage/location_counters.ts";
import { eventCursor } from "../../../src/restaurant/journal/event_cursor.ts";
import { lastEvents } from "../../../src/restaurant/journal/outbox.ts";
import type { Database } from "../../../src/storage/database.ts";
import { noon, readResource, testRegistry } from "../../support/calls.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { recordOldEvents } from "../../support/old_events.ts";
import { openRestaurant } from "../../support/sales.ts";

const NEVER = new AbortController().signal;

onEveryEngine("old events and keys are removed in slices, the others stay", async (engine) => {
  await using database = await openRestaurant(engine);
  await recordOldEvents(database, 1203, 91);
  await recordOldEvents(database, 2, 89);
  const key = (key: string, daysAgo: number) => ({
    scope: "process_order local",
    key,
    digest: "",
    response: "{}",
    created_at: noon().subtract({ hours: 24 * daysAgo }).toString(),
  });
  await database.write((writer) =>
    writer.insertInto("idempotency_keys").values([key("old", 31), key("new", 29)]).execute()
  );
  const transactions: number[] = [];
  const counting: Pick<Database, "write"> = {
    write: (work) => database.write((writer) => work(writer)).finally(() => transactions.push(1)),
  };
  const removed = await removeOld(counting, DEFAULT_RETENTION, noon(), NEVER);
  assert.deepEqual(removed, { keys: 1, events: 1203 });
  assert.equal(transactions.length, 4);
  assert.equal(numberAt(await lastRemovedEvents(database.reader), "downtown"), 1203);
  assert.equal(await eventCount(database.reader), 1205);
  const kept = await database.reader.selectFrom("idempotency_keys").select("key").execute();
  assert.deepEqual(kept.map(({ key }) => key), ["new"]);
  const again = await removeOld(database, DEFAULT_RETENTION, noon(), NEVER);
  assert.deepEqual(again, { keys: 0, events: 0 });
});

onEveryEngine("numbers go on after the last event was removed", async (engine) => {
  await using database = await openRestaurant(engine);
  await recordOldEvents(database, 500, 100);
  assert.equal((await removeOld(database, DEFAULT_RETENTION, noon(), NEVER)).events, 500);
  assert.equal(await eventCount(database.reader), 500);
  await recordOldEvents(database, 1, 0);
  assert.equal(await eventCount(database.reader), 501);
});

onEveryEngine("a client that was away for longer gets the current state", async (engine) => {
  await using database = await openRestaurant(engine);
  await recordOldEvents(database, 20, 91);
  await recordOldEvents(database, 2, 1);
  await removeOld(database, DEFAULT_RETENTION, noon(), NEVER);
  const registry = testRegistry(database);
  const read = async (sequence: number) => {
    const since = eventCursor({ base: 0, own: new Map([["downtown", sequence]]) });
    return JSON.parse(await readResource(registry, `restaurant://live_orders?since=${since}`));
  };
  const late = await read(19);
  assert.match(late.read_anew, /^Some events since are not kept any more\./);
  const now = eventCursor(await lastEvents(database.reader));
  assert.deepEqual([late.cursor, late.open_count, late.orders], [now, 0, []]);
  const { read_anew, events, cursor } = await read(20);
  assert.deepEqual([read_anew, events.length, cursor], [undefined, 2, now]);
});
