import assert from "node:assert/strict";
import { sql } from "kysely";
import { recordEvents } from "../../src/restaurant/journal/outbox.ts";
import type { CallCounter, Database } from "../../src/storage/database.ts";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { POSTGRES } from "../support/engines.ts";
import { doPatiently } from "../support/patiently.ts";
import { behindProxy } from "../support/postgres/behind_proxy.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { WRITTEN_AT } from "../support/sales.ts";
import { repeatUntil } from "../support/until.ts";

/** Two processes' worth of one database. */
async function withTwo(test: (one: Database, other: Database) => Promise<void>): Promise<void> {
  await using place = await POSTGRES.place();
  await using one = await openPostgres(postgresAddress(place.url));
  await using other = await openPostgres(postgresAddress(place.url));
  await test(one, other);
}

async function recordOne(database: Database): Promise<void> {
  const event = {
    kind: "stock_changed" as const,
    subject_id: "BEEF0000",
    location_id: null,
    business_date: null,
  };
  await database.write((writer) => recordEvents(writer, [event], WRITTEN_AT));
}

/** A bell that rings whenever a database notifies of events. */
function bell() {
  let rung = Promise.withResolvers<void>();
  return {
    ring() {
      rung.resolve();
      rung = Promise.withResolvers<void>();
    },
    next: () => rung.promise,
  };
}

/** What is refused a connection within a second has not been counted, and is tried again. */
function counterOf({ count }: Database): CallCounter {
  assert.ok(count !== undefined);
  return (key, limit) => doPatiently(() => count(key, limit));
}

Deno.test("one process is notified of another's commits", () =>
  withTwo(async (one, other) => {
    const { ring, next } = bell();
    const listening = next();
    await using _watching = other.watch(ring);
    await listening;
    // One whose connection comes too late is lost.
    await repeatUntil(next(), () => recordOne(one));
  }));

Deno.test("after a lost connection a listener is notified once, and again of commits", () =>
  behindProxy(async (database, proxy, direct) => {
    const { ring, next } = bell();
    const listening = next();
    await using _watching = database.watch(ring);
    await listening;
    proxy.away();
    await recordOne(direct);
    const back = next();
    proxy.back();
    await back;
    await repeatUntil(next(), () => recordOne(direct));
  }));

Deno.test("two processes together let through as many concurrent calls as the limit allows", () =>
  withTwo(async (one, other) => {
    const limit = { calls: 10, seconds: 60 };
    const takes = Array.from(
      { length: 40 },
      (_, index) => counterOf(index % 2 === 0 ? one : other)("key", limit),
    );
    const waits = await Promise.all(takes);
    assert.equal(waits.filter((wait) => wait === undefined).length, 10);
    for (const wait of waits) assert.ok(wait === undefined || (wait > 50 && wait <= 60), `${wait}`);
    assert.equal(await counterOf(one)("another key", limit), undefined);
  }));

Deno.test("a refused call does not count, and after the window there is room again", () =>
  withTwo(async (one, other) => {
    const limit = { calls: 1, seconds: 1 };
    assert.equal(await counterOf(one)("key", limit), undefined);
    assert.equal(await counterOf(other)("key", limit), 1);
    while (await counterOf(other)("key", limit) !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal(await counterOf(one)("key", limit), 1);
  }));

Deno.test("rows that are no longer needed are deleted", () =>
  withTwo(async (one) => {
    const count = counterOf(one);
    for (let i = 0; i < 10; i++) await count(`old ${i}`, { calls: 1, seconds: 0.001 });
    for (let i = 0; i < 400; i++) await count("new", { calls: 1000, seconds: 60 });
    const { rows } = await one.write(async (writer) =>
      await sql<{ key: string }>`select key from rate_windows`.execute(writer)
    );
    assert.deepEqual(rows, [{ key: "new" }]);
  }));
