import assert from "node:assert/strict";
import { sql } from "kysely";
import type { Order } from "../../../src/restaurant/orders/model/order.ts";
import {
  LOOKED_AT_HERE,
  searchFurther,
  searchLatest,
} from "../../../src/restaurant/orders/search/search_orders.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../../src/storage/database.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { type Engine, onEveryEngine, SQLITE } from "../../support/engines.ts";
import { line, moment, newSales, openRestaurant, order, WRITTEN_AT } from "../../support/sales.ts";
import { seeStatements } from "../../support/statements.ts";

/** Orders of one day each minute, the last the latest. */
function orders(count: number, special: (index: number) => Partial<Order> = () => ({})): Order[] {
  const start = moment("2026-06-01T12:00");
  const at = Temporal.Instant.from(start.at);
  return Array.from({ length: count }, (_, index) =>
    order({
      id: `T${String(index).padStart(7, "0")}`,
      number: String(index),
      opened: { ...start, at: at.add({ minutes: index }).toString() },
      ...special(index),
    }));
}

async function openWith(engine: Engine, all: readonly Order[]): Promise<Database> {
  const database = await openRestaurant(engine);
  await database.write((writer) => writeSales(writer, newSales([...all]), WRITTEN_AT));
  return database;
}

onEveryEngine("a search looks at so many orders and says where it stopped", async (engine) => {
  const all = orders(300, (index) => index % 100 === 0 ? { customer_name: "Ada" } : {});
  await using database = await openWith(engine, all);
  const { reader } = database;
  const first = await searchLatest(reader, { text: "ada", limit: 5 }, 150);
  assert.deepEqual(first.found.map(({ id }) => id), ["T0000200"]);
  assert.equal(first.reached?.id, "T0000150");
  const after = first.reached ?? undefined;
  const next = await searchLatest(reader, { text: "ada", limit: 5, after }, 150);
  assert.deepEqual(next.found.map(({ id }) => id), ["T0000100", "T0000000"]);
  const end = await searchLatest(reader, { text: "ada", limit: 5, after }, 151);
  assert.equal(end.reached, null);
});

onEveryEngine("a text that few have is found by its index, however far back", async (engine) => {
  const all = orders(400, (index) => index === 3 ? { customer_name: "Élodie Æble" } : {});
  await using database = await openWith(engine, all);
  for (const text of ["ÉLOD", "elodie", "die ae", "ódi"]) {
    const { found, reached } = await searchFurther(database.reader, { text, limit: 5 }, 10);
    assert.deepEqual([found.map(({ id }) => id), reached], [["T0000003"], null], text);
  }
  const nothing = await searchFurther(database.reader, { text: "zzzz", limit: 5 }, 10);
  assert.deepEqual(nothing, { found: [], reached: null });
  // What many have, or what is too short for the index, is looked for among the latest.
  for (const text of ["cheese", "é"]) {
    const { found, reached } = await searchFurther(database.reader, { text, limit: 50 }, 10);
    assert.deepEqual([found.length, reached?.id], [10, "T0000390"], text);
  }
});

onEveryEngine("the index follows what is changed, taken back and deleted", async (engine) => {
  const [before] = orders(1, () => ({ customer_name: "Ada" }));
  assert.ok(before);
  await using database = await openWith(engine, [before]);
  const found = async (text: string) =>
    (await searchFurther(database.reader, { text, limit: 5 })).found.length;
  const after = { ...before, customer_name: "Grace" };
  const change = { orders: [{ before, after }], refunds: [] };
  await assert.rejects(database.write(async (writer) => {
    await writeSales(writer, change, WRITTEN_AT);
    throw new Error("taken back");
  }));
  assert.deepEqual([await found("ada"), await found("grace")], [1, 0]);
  await database.write((writer) => writeSales(writer, change, WRITTEN_AT));
  assert.deepEqual([await found("ada"), await found("grace")], [0, 1]);
  await database.write(async (writer) => {
    await writer.deleteFrom("order_lines").execute();
    await writer.deleteFrom("order_payments").execute();
    await writer.deleteFrom("orders").execute();
    if (engine !== SQLITE) return;
    const check = sql`insert into order_search (order_search, rank) values ('integrity-check', 1)`;
    await check.execute(writer);
  });
  assert.equal(await found("grace"), 0);
});

onEveryEngine("the tool goes on by its cursor where one search may not look", async (engine) => {
  const many = LOOKED_AT_HERE + 50;
  const all = orders(many, (index) => index === 10 ? { lines: [line({ gross: 999_00 })] } : {});
  await using database = await openWith(engine, all);
  const registry = testRegistry(database, {
    runner: {
      run: async (name, question, view) => {
        assert.equal(name, "order_search");
        const search = question as Parameters<typeof searchFurther>[1];
        const answer = await searchFurther(database.view(view).reader, search, 20);
        return { answer, seen: { rows: 0, locations: new Set() } } as never;
      },
    },
  });
  const ask = { min_total: 900 };
  const first = await callTool(registry, "search_orders", ask);
  assert.deepEqual(first.structured.orders, []);
  assert.match(first.text, /^No order matches so far\.\nThere are more: cursor /);
  assert.match(String(first.structured.basis), /Searched back to 2026-06-01T16:30:00Z/);
  const { next_cursor } = first.structured;
  const second = await callTool(registry, "search_orders", { ...ask, cursor: next_cursor });
  assert.equal((second.structured.orders as unknown[]).length, 1);
  assert.equal(second.structured.next_cursor, undefined);
});

Deno.test("no search reads all orders: the latest by their time, a rare text by its ids", async () => {
  await using database = await openWith(SQLITE, orders(20));
  const seen = seeStatements();
  const searches = [
    { text: "ada" },
    { min_total: 1 },
    { has: "refund" },
    { has: "void" },
    { payment_method: "cash" },
    { status: "ready" },
    { status: "completed", location_id: "downtown" },
  ] as const;
  for (const search of searches) await searchFurther(database.reader, { ...search, limit: 5 });
  seen[Symbol.dispose]();
  for (const text of new Set(seen.texts.filter((text) => text.startsWith("select")))) {
    const { rows } = await database.write((writer) =>
      sql<{ detail: string }>`${sql.raw(`explain query plan ${text}`)}`.execute(writer)
    );
    const plan = rows.map(({ detail }) => detail);
    const scans = plan.filter((step) => /^SCAN (?:orders|order_\w+|refunds)\b/.test(step));
    const bounded = scans.filter((step) =>
      step.startsWith("SCAN order_search VIRTUAL TABLE INDEX") ||
      // What was bounded below it, or what its index gives in the order in which it is cut off.
      /^SCAN orders(?: USING INDEX orders_(?:by_opening|open))?$/.test(step) &&
        /limit \?/.test(text)
    );
    assert.deepEqual(bounded, scans, `${text}\n${plan.join("\n")}`);
    const sorts = plan.indexOf("USE TEMP B-TREE FOR ORDER BY");
    assert.ok(sorts === -1 || sorts === plan.length - 1, `${text}\n${plan.join("\n")}`);
  }
});
