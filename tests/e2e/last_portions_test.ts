import assert from "node:assert/strict";
import { setAvailability } from "../../src/restaurant/menu/set_availability.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { IDENTITY } from "../../src/app/registry.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import type { Database } from "../../src/storage/database.ts";
import { testRegistry } from "../support/calls.ts";
import { connectClient, type ToolResult } from "../support/clients.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import { fewSalads, openFloor, request, salads } from "../support/floor.ts";
import { serveHttp } from "../support/http.ts";
import { move, shelves } from "../support/pantry.ts";
import { patiently } from "../support/patiently.ts";
import { WRITTEN_AT } from "../support/sales.ts";

const CLIENTS = 100;

/** Every one of a hundred clients orders one salad at the same time. */
async function rush(database: Database): Promise<ToolResult[]> {
  await using server = await serveHttp(
    serverFactory(IDENTITY, testRegistry(database)),
  );
  await using clients = new AsyncDisposableStack();
  const connected = await Promise.all(
    Array.from({ length: CLIENTS }, () => connectClient(server.url)),
  );
  for (const client of connected) clients.use(client);
  const order_data = request({ items: [salads(1)] });
  return await Promise.all(
    connected.map((client, index) =>
      patiently(() =>
        client.callTool("process_order", { order_data, idempotency_key: `salad-${index}` })
      )
    ),
  );
}

async function sellsExactlyTen(
  engine: Engine,
  prepare: (database: Database) => Promise<void>,
): Promise<Database> {
  const database = await openFloor(engine);
  await prepare(database);
  const results = await rush(database);
  const sold = results.filter(({ isError }) => !isError);
  assert.equal(sold.length, 10);
  const refused = results.filter(({ isError }) => isError);
  for (const { structured } of refused) {
    assert.equal(structured.error_code, "INSUFFICIENT_INVENTORY");
    assert.deepEqual(structured.available_items, [
      { menu_item_id: "SALAD000", name: "Salad", requested: 1, available: 0 },
    ]);
  }
  const stored = await database.reader.selectFrom("orders").select("id").execute();
  assert.deepEqual(
    stored.map(({ id }) => id).sort(),
    sold.map(({ structured }) => String(structured.order_id)).sort(),
  );
  const numbers = sold.map(({ structured }) => Number(structured.order_number));
  assert.deepEqual(numbers.sort((a, b) => a - b), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.equal((await checkRollups(database.reader)).different, 0);
  return database;
}

onEveryEngine(
  "a hundred clients that order the last ten of a limited item get ten",
  async (engine) => {
    await using database = await sellsExactlyTen(engine, async (database) => {
      await database.write((writer) => setAvailability(writer, fewSalads(10), WRITTEN_AT));
    });
    const { remaining } = await database.reader.selectFrom("item_availability").select("remaining")
      .executeTakeFirstOrThrow();
    assert.equal(remaining, 0);
  },
);

onEveryEngine("a hundred clients that order what stock makes ten of get ten", async (engine) => {
  // A salad takes 200 g of lettuce: 100 g, of which half is thrown away.
  await using database = await sellsExactlyTen(
    engine,
    (database) => move(database, "LETTUCE0", 2_100_000),
  );
  assert.deepEqual(await shelves(database.reader), [
    { shelf: "downtown LETTUCE0", on_hand: 100_000, ledger: 100_000 },
  ]);
});
