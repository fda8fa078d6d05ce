import assert from "node:assert/strict";
import { readEvents } from "../../src/events/outbox.ts";
import { checkRollups } from "../../src/sales/check_rollups.ts";
import type { Reader } from "../../src/storage/database.ts";
import { openSqlite } from "../../src/storage/sqlite.ts";
import { connectClient, type TestClient } from "../support/clients.ts";
import { burgers, fillFloor, request } from "../support/floor.ts";
import { move, shelves } from "../support/pantry.ts";
import { program, serveProgram } from "../support/server_process.ts";

const ORDERS = 1000;
const KILLED_AFTER = 200;
const RETRIED = 300;
const BEEF = ORDERS * 150_000;

/** What every order of the test leaves behind. */
const PARTS = {
  order_lines: 1,
  order_line_modifiers: 1,
  order_progress: 1,
  order_promises: 1,
  stock_movements: 1,
} as const;

function orderBurger(client: TestClient, index: number) {
  return client.callTool("process_order", {
    order_data: request({ items: [{ ...burgers(1), modifiers: ["cheese"] }] }),
    idempotency_key: `order ${index}`,
  });
}

/** The answers by the order's index, of the calls that were answered before the end. */
async function orderUntilKilled(url: URL, kill: () => Promise<void>) {
  const acknowledged = new Map<number, unknown>();
  const killed = Promise.withResolvers<void>();
  const client = await connectClient(url);
  await Promise.all(Array.from({ length: ORDERS }, async (_, index) => {
    try {
      const { isError, structured } = await orderBurger(client, index);
      assert.equal(isError, false, JSON.stringify(structured));
      acknowledged.set(index, structured);
      if (acknowledged.size === KILLED_AFTER) kill().then(killed.resolve, killed.reject);
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
    }
  }));
  await killed.promise;
  return acknowledged;
}

/** Every order in the database is whole, and all that is added up is what the orders say. */
async function assertWhole(reader: Reader): Promise<number> {
  const orders = await reader.selectFrom("orders").select("id").execute();
  const ids = new Set(orders.map(({ id }) => id));
  for (const [table, count] of Object.entries(PARTS) as [keyof typeof PARTS, number][]) {
    const rows = await reader.selectFrom(table).select("order_id")
      .where("order_id", "is not", null).execute();
    assert.equal(rows.length, ids.size * count, table);
    assert.deepEqual(new Set(rows.map(({ order_id }) => order_id)), ids, table);
  }
  const events = await readEvents(reader, 0, 10_000);
  assert.deepEqual(events.map(({ sequence }) => sequence), events.map((_, index) => index + 1));
  assert.deepEqual(new Set(events.map(({ subject_id }) => subject_id)), ids);
  assert.equal(events.length, ids.size);
  assert.deepEqual(await shelves(reader), [{
    shelf: "downtown BEEF0000",
    on_hand: BEEF - ids.size * 150_000,
    ledger: BEEF - ids.size * 150_000,
  }]);
  const { orders: counted, different } = await checkRollups(reader);
  assert.deepEqual([counted, different], [ids.size, 0]);
  return ids.size;
}

Deno.test("killed amid a thousand orders, every acknowledged one is there, whole and once", async () => {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/restaurant.db`;
  {
    await using database = await fillFloor(await openSqlite(file));
    await move(database, "BEEF0000", BEEF);
  }
  const server = program("--database", file, "--rate-limit", "write=1000000/60");
  const first = await serveProgram(server);
  const acknowledged = await orderUntilKilled(first.url, first.kill);
  assert.ok(acknowledged.size >= KILLED_AFTER && acknowledged.size < ORDERS);
  {
    await using database = await openSqlite(file);
    const stored = await assertWhole(database.reader);
    assert.ok(stored >= acknowledged.size && stored < ORDERS, `${stored} orders`);
  }
  await using again = await serveProgram(server);
  const client = await connectClient(again.url);
  const ids = await Promise.all(Array.from({ length: RETRIED }, async (_, index) => {
    const { structured } = await orderBurger(client, index);
    if (acknowledged.has(index)) assert.deepEqual(structured, acknowledged.get(index));
    return structured.order_id;
  }));
  assert.equal(new Set(ids).size, RETRIED);
  await again.kill();
  await using database = await openSqlite(file);
  await assertWhole(database.reader);
  const keys = await database.reader.selectFrom("idempotency_keys").select("response").execute();
  const answered = keys.map(({ response }) => JSON.parse(response).order_id);
  const orders = await database.reader.selectFrom("orders").select("id").execute();
  assert.deepEqual(answered.sort(), orders.map(({ id }) => id).sort());
  for (const answer of acknowledged.values()) {
    assert.ok(answered.includes((answer as { order_id: string }).order_id));
  }
  await Deno.remove(folder, { recursive: true });
});
