import assert from "node:assert/strict";
import { connectClient } from "../support/clients.ts";
import { effort } from "../support/effort.ts";
import { onEveryEngine } from "../support/engines.ts";
import { fillFloor } from "../support/floor.ts";
import { move } from "../support/pantry.ts";
import { UNLIMITED } from "../support/replicas.ts";
import { program, serveProgram } from "../support/server_process.ts";
import { assertWhole, BEEF_OF_ONE, orderInsistently } from "../support/whole_orders.ts";

const ORDERS = effort({ quick: 150, thorough: 1000 });
const KILLED_AFTER = ORDERS / 5;
const RETRIED = ORDERS * 3 / 10;
const BEEF = ORDERS * BEEF_OF_ONE;

/** The answers by the order's index, of those that were acknowledged before the end. */
async function orderUntilKilled(url: URL, kill: () => Promise<void>) {
  const acknowledged = new Map<number, unknown>();
  const killing = new AbortController();
  const killed = Promise.withResolvers<void>();
  const client = await connectClient(url);
  const all = Promise.allSettled(Array.from({ length: ORDERS }, async (_, index) => {
    acknowledged.set(index, await orderInsistently(client, index, killing.signal));
    if (acknowledged.size !== KILLED_AFTER) return;
    killing.abort();
    kill().then(killed.resolve, killed.reject);
  }));
  await killed.promise;
  await client[Symbol.asyncDispose]();
  await all;
  return acknowledged;
}

onEveryEngine(
  "killed amid many orders, every acknowledged one is there, whole and once",
  async (engine) => {
    await using place = await engine.place();
    {
      await using database = await fillFloor(await engine.open(place.url));
      await move(database, "BEEF0000", BEEF);
    }
    const server = program("--database", place.url, "--rate-limit", UNLIMITED);
    await using first = await serveProgram(server);
    const acknowledged = await orderUntilKilled(first.url, first.kill);
    assert.ok(acknowledged.size >= KILLED_AFTER && acknowledged.size < ORDERS);
    {
      await using database = await engine.open(place.url);
      const stored = await assertWhole(database.reader, BEEF);
      assert.ok(stored >= acknowledged.size && stored < ORDERS, `${stored} orders`);
    }
    await using again = await serveProgram(server);
    const client = await connectClient(again.url);
    const ids = await Promise.all(Array.from({ length: RETRIED }, async (_, index) => {
      const structured = await orderInsistently(client, index);
      if (acknowledged.has(index)) assert.deepEqual(structured, acknowledged.get(index));
      return structured.order_id;
    }));
    assert.equal(new Set(ids).size, RETRIED);
    await again.kill();
    await using database = await engine.open(place.url);
    await assertWhole(database.reader, BEEF);
    const keys = await database.reader.selectFrom("idempotency_keys").select("response").execute();
    const answered = keys.map(({ response }) => JSON.parse(response).order_id);
    const orders = await database.reader.selectFrom("orders").select("id").execute();
    assert.deepEqual(answered.sort(), orders.map(({ id }) => id).sort());
    for (const answer of acknowledged.values()) {
      assert.ok(answered.includes((answer as { order_id: string }).order_id));
    }
  },
);
