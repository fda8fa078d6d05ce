import assert from "node:assert/strict";
import { fillDemo } from "../../src/demo/fill_demo.ts";
import { seededRandom } from "../../src/demo/random.ts";
import { readCatalogue } from "../../src/demo/read_catalogue.ts";
import { nextStatus, startTraffic } from "../../src/demo/traffic.ts";
import { guestsOf } from "../../src/demo/walk_in.ts";
import { allEvents, eventCount } from "../support/events.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import type { Database } from "../../src/storage/database.ts";
import { type Engine, onEveryEngine, SQLITE } from "../support/engines.ts";

/** A Friday evening in New York, the afternoon in Los Angeles. */
const EVENING = Temporal.Instant.from("2026-11-20T23:00:00Z");

/** An evening of which each look is half a minute, until so many orders were taken. */
async function evening(
  engine: Engine,
  orders: number,
): Promise<{ database: Database; taken: string[] }> {
  const database = await engine.fresh();
  await fillDemo(database, { now: EVENING, months: 1 });
  const taken: string[] = [];
  const enough = Promise.withResolvers<void>();
  let now = EVENING;
  await using _traffic = startTraffic(database, {
    clock: () => now = now.add({ seconds: 30 }),
    everyMs: 1,
    onOrder({ order }) {
      const lines = order.lines.map(({ name }) => name).join(", ");
      if (taken.length < orders) taken.push(`${order.location_id} ${order.order_type}: ${lines}`);
      if (taken.length === orders) enough.resolve();
    },
    onError: enough.reject,
  });
  await enough.promise;
  return { database, taken };
}

onEveryEngine(
  "guests order and the kitchen works, by the same commands as clients use",
  async (engine) => {
    const { database, taken } = await evening(engine, 12);
    await using _open = database;
    const statuses = await database.reader.selectFrom("orders").select("status").distinct()
      .where("source", "=", "restaurant-mcp").orderBy("status").execute();
    assert.ok(statuses.some(({ status }) => status === "completed"));
    assert.ok(new Set(taken.map((order) => order.split(" ")[0])).size === 2, taken.join("\n"));
    const events = await allEvents(database.reader);
    assert.equal(events.length, await eventCount(database.reader));
    assert.ok(events.some(({ kind }) => kind === "order_status_changed"));
    assert.equal((await checkRollups(database.reader)).different, 0);
  },
);

Deno.test("the same seed brings the same guests", async () => {
  const [one, other] = [await evening(SQLITE, 4), await evening(SQLITE, 4)];
  await using _one = one.database;
  await using _other = other.database;
  assert.deepEqual(one.taken, other.taken);
});

for (
  const [status, minutes, expected] of [
    ["received", 2, undefined],
    ["received", 3, "preparing"],
    ["preparing", 18, undefined],
    ["preparing", 19, "ready"],
    ["ready", 26, "completed"],
    ["completed", 60, undefined],
  ] as const
) {
  Deno.test(`an order promised in 20 minutes that is ${status} after ${minutes}: ${expected ?? "stays"}`, () => {
    const order = {
      status,
      opened_at: "2026-11-20T18:00:00Z",
      promised_at: "2026-11-20T18:20:00Z",
    };
    const now = Temporal.Instant.from(order.opened_at).add({ minutes });
    assert.equal(nextStatus(order, now), expected);
  });
}

Deno.test("at night nobody comes, and no location has guests while it is closed", () => {
  const guests = guestsOf(readCatalogue());
  const at = (local: string) => {
    const now = Temporal.ZonedDateTime.from(`${local}[America/New_York]`).toInstant();
    const seeds = Array.from({ length: 40 }, (_, seed) => seededRandom(seed, "guests"));
    return new Set(seeds.map((random) => guests(random, now)?.location));
  };
  // 04:10 in New York is 01:10 in Los Angeles.
  assert.deepEqual(at("2026-11-18T04:10"), new Set([undefined]));
  // Breakfast in Los Angeles at 10:30 in New York, where lunch begins at 11.
  assert.deepEqual(at("2026-11-18T10:30"), new Set(["echo-park"]));
  // A Friday's hours after midnight belong to the evening.
  assert.deepEqual(at("2026-11-21T00:30"), new Set(["orchard-street", "echo-park"]));
  assert.deepEqual(at("2026-11-18T12:30"), new Set(["orchard-street", "echo-park"]));
});
