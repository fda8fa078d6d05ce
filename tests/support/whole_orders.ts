import assert from "node:assert/strict";
import { allEvents, assertNumbered } from "./events.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import type { Reader } from "../../src/storage/database.ts";
import type { TestClient, ToolResult } from "./clients.ts";
import { burgers, request } from "./floor.ts";
import { shelves } from "./pantry.ts";

/** Millionths of a gram that one burger of `orderBurger` takes. */
export const BEEF_OF_ONE = 150_000;

/** Everything that an order of a burger leaves behind. */
const PARTS = {
  order_lines: 1,
  order_line_modifiers: 1,
  order_progress: 1,
  order_promises: 1,
  stock_movements: 1,
} as const;

/** Orders a burger with cheese, under a key of its own for each index. */
export function orderBurger(client: TestClient, index: number): Promise<ToolResult> {
  return client.callTool("process_order", {
    order_data: request({ items: [{ ...burgers(1), modifiers: ["cheese"] }] }),
    idempotency_key: `order ${index}`,
  });
}

/** Between two tries of one that the server could not take. */
const PAUSE_MS = 1000;

/**
 * The answer to `orderBurger`, repeated under the same key until there is one, or until an error
 * says that there will be none.
 */
export async function orderInsistently(
  client: TestClient,
  index: number,
  signal = new AbortController().signal,
): Promise<Record<string, unknown>> {
  for (;;) {
    const answer = await orderBurger(client, index).catch(() => undefined);
    if (answer?.isError === false) return answer.structured;
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/**
 * Asserts that every order of a burger is whole, and that all that is added up is what the orders
 * say; gives how many there are.
 *
 * @param beef What was on hand before the first.
 */
export async function assertWhole(reader: Reader, beef: number): Promise<number> {
  const orders = await reader.selectFrom("orders").select("id").execute();
  const ids = new Set(orders.map(({ id }) => id));
  for (const [table, count] of Object.entries(PARTS) as [keyof typeof PARTS, number][]) {
    const rows = await reader.selectFrom(table).select("order_id")
      .where("order_id", "is not", null).execute();
    assert.equal(rows.length, ids.size * count, table);
    assert.deepEqual(new Set(rows.map(({ order_id }) => order_id)), ids, table);
  }
  const events = await allEvents(reader);
  assertNumbered(events);
  const received = events.filter(({ kind }) => kind === "order_received");
  assert.deepEqual(new Set(received.map(({ subject_id }) => subject_id)), ids);
  assert.equal(received.length, ids.size);
  const left = beef - ids.size * BEEF_OF_ONE;
  assert.deepEqual(await shelves(reader), [{
    shelf: "downtown BEEF0000",
    on_hand: left,
    ledger: left,
  }]);
  const { orders: counted, different } = await checkRollups(reader);
  assert.deepEqual([counted, different], [ids.size, 0]);
  return ids.size;
}
