import assert from "node:assert/strict";
import { openSqlite } from "../../src/storage/sqlite.ts";
import { connectClient } from "../support/clients.ts";
import { fillFloor } from "../support/floor.ts";
import { move } from "../support/pantry.ts";
import { program, serveProgram } from "../support/server_process.ts";
import { assertWhole, BEEF_OF_ONE, orderBurger } from "../support/whole_orders.ts";

const ORDERS = 1000;
const KILLED_AFTER = 200;
const RETRIED = 300;
const BEEF = ORDERS * BEEF_OF_ONE;

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
    const stored = await assertWhole(database.reader, BEEF);
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
  await assertWhole(database.reader, BEEF);
  const keys = await database.reader.selectFrom("idempotency_keys").select("response").execute();
  const answered = keys.map(({ response }) => JSON.parse(response).order_id);
  const orders = await database.reader.selectFrom("orders").select("id").execute();
  assert.deepEqual(answered.sort(), orders.map(({ id }) => id).sort());
  for (const answer of acknowledged.values()) {
    assert.ok(answered.includes((answer as { order_id: string }).order_id));
  }
  await Deno.remove(folder, { recursive: true });
});
