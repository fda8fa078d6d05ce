import assert from "node:assert/strict";
import { startFeed } from "../../../src/restaurant/journal/feed.ts";
import { recordEvents } from "../../../src/restaurant/journal/outbox.ts";
import type { Database } from "../../../src/storage/database.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { seeStatements } from "../../support/statements.ts";
import { openRestaurant, WRITTEN_AT } from "../../support/sales.ts";

async function record(database: Database, ...subjects: string[]): Promise<void> {
  const events = subjects.map((subject_id) => ({
    kind: "stock_changed" as const,
    subject_id,
    location_id: null,
    business_date: null,
  }));
  await database.write((writer) => recordEvents(writer, events, WRITTEN_AT));
}

/** Collects events until there are `count`. */
function listener(count: number) {
  const heard: number[] = [];
  const enough = Promise.withResolvers<void>();
  return {
    heard,
    enough: enough.promise,
    hear(events: readonly { sequence: number }[]) {
      heard.push(...events.map(({ sequence }) => sequence));
      if (heard.length >= count) enough.resolve();
    },
  };
}

function failOnError(error: unknown): never {
  throw error;
}

onEveryEngine(
  "listeners receive every event once, in order, from when they subscribed",
  async (engine) => {
    await using database = await openRestaurant(engine);
    await record(database, "before");
    await using feed = await startFeed(database.reader, { pollMs: 60_000, onError: failOnError });
    const { heard, enough, hear } = listener(3);
    feed.subscribe(hear);
    await record(database, "a");
    feed.wake();
    feed.wake();
    await record(database, "b", "c");
    feed.wake();
    await enough;
    assert.deepEqual(heard, [2, 3, 4]);
  },
);

onEveryEngine("what another process commits is noticed without a wake", async (engine) => {
  await using database = await openRestaurant(engine);
  await using feed = await startFeed(database.reader, { pollMs: 5, onError: failOnError });
  const { heard, enough, hear } = listener(1);
  feed.subscribe(hear);
  await record(database, "elsewhere");
  await enough;
  assert.deepEqual(heard, [1]);
});

onEveryEngine(
  "a failing listener does not affect the others; an unsubscribed one receives nothing",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const errors: unknown[] = [];
    const onError = (error: unknown) => void errors.push(error);
    await using feed = await startFeed(database.reader, { pollMs: 60_000, onError });
    const ended = listener(1);
    const lasting = listener(2);
    feed.subscribe(() => {
      throw new Error("slow and broken");
    });
    const end = feed.subscribe(ended.hear);
    feed.subscribe(lasting.hear);
    end();
    await record(database, "a", "b");
    feed.wake();
    await lasting.enough;
    assert.deepEqual(ended.heard, []);
    assert.equal(errors.length, 1);
    assert.equal(feed.listeners, 2);
  },
);

Deno.test("a lazy feed reads nothing without listeners, and then delivers only later events", async () => {
  await using database = await openRestaurant();
  await record(database, "before");
  using seen = seeStatements();
  const readings = () => seen.texts.filter((text) => /^select .*"location_counters"/.test(text));
  const options = { pollMs: 60_000, isLazy: true, onError: failOnError };
  await using feed = await startFeed(database.reader, options);
  const atStart = readings().length;
  assert.equal(atStart, 1);
  await record(database, "a", "b");
  feed.wake();
  await record(database, "c");
  feed.wake();
  assert.equal(readings().length, atStart);
  for (const [subject, sequence] of [["d", 5], ["e", 6]] as const) {
    const { heard, enough, hear } = listener(1);
    const end = feed.subscribe(hear);
    await record(database, subject);
    feed.wake();
    await enough;
    assert.deepEqual(heard, [sequence]);
    end();
  }
});
