import assert from "node:assert/strict";
import { allEvents, assertNumbered } from "../../support/events.ts";
import { checkRollups } from "../../../src/restaurant/sales/check_rollups.ts";
import { BEGINNING, hashAfter } from "../../../src/security/audit_chain.ts";
import { startAudit } from "../../../src/security/audit.ts";
import type { Database, Reader } from "../../../src/storage/database.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import type { ToolResult } from "../../support/clients.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import { burgers, fillFloor, request, salads } from "../../support/floor.ts";
import { patiently } from "../../support/patiently.ts";
import { move, shelves } from "../../support/pantry.ts";

type Args = Readonly<Record<string, unknown>>;

/** A tool and what it is called with. */
type Call = readonly [tool: string, args: Args];

/** The possible outcomes of concurrent calls; any other is a failure. */
const EXPECTED = new Set([undefined, "CONFLICT", "INSUFFICIENT_INVENTORY"]);

const SALADS = 25;

/** All calls at once wait for a connection, on a slow machine longer than callers do. */
const PATIENTLY = "?connect_timeout=60";

/** A replica of the program: everything of it but the transport. */
async function openReplica(engine: Engine, url: string) {
  const database = await engine.open(engine.opensTwice ? `${url}${PATIENTLY}` : url);
  const audit = startAudit(database, { flushMs: 5, onError: (error) => assert.fail(`${error}`) });
  const registry = testRegistry(database, { audit });
  return {
    call: ([tool, args]: Call) => patiently(() => callTool(registry, tool, args)),
    async [Symbol.asyncDispose]() {
      await audit[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Much beef, 25 salads, 20 orders that wait, and changes that can be put back. */
async function prepare(engine: Engine, url: string): Promise<readonly Call[]> {
  await using database = await fillFloor(await engine.open(url));
  for (const location_id of ["downtown", "harbour"]) {
    for (const id of ["BEEF0000", "BUNS0000", "LETTUCE0"]) {
      await move(database, id, 90_000_000, { location_id });
    }
  }
  const registry = testRegistry(database);
  const done = async (tool: string, args: Args) =>
    (await callTool(registry, tool, args)).structured;
  const limit = { item_id: "SALAD000", availability: "limited", remaining: SALADS };
  await done("set_item_availability", { ...limit, location: "downtown" });
  const calls: Call[] = [];
  for (let index = 0; index < 20; index++) {
    const { order_id } = await done("process_order", {
      order_data: request({ items: [burgers(2)], location: index % 2 ? "downtown" : "harbour" }),
    });
    // Two who move it, one who calls it off.
    for (const status of ["preparing", "preparing", "cancelled"]) {
      calls.push(["update_order_status", { order_id, status, reason: "left" }]);
    }
  }
  for (const quantity of [1, 2, 3]) {
    const args = { item_id: "BEEF0000", quantity, movement: "waste", location: "downtown" };
    const { change_id } = await done("update_inventory", args);
    for (let times = 0; times < 3; times++) calls.push(["undo_change", { change_id }]);
  }
  return calls;
}

/** Calls that meet each other at every table; orders come twice under one key. */
function rush(): Call[] {
  const calls: Call[] = [];
  for (let index = 0; index < 40; index++) {
    const location = index % 3 === 0 ? "harbour" : "downtown";
    const [a, b] = [burgers(1 + index % 2), salads(1)];
    const items = index % 2 === 0 ? [a, b] : [b, a];
    const order_data = request({ location, items });
    const idempotency_key = `order-${index}`;
    calls.push(["process_order", { order_data, idempotency_key }]);
    calls.push(["process_order", { order_data, idempotency_key }]);
  }
  for (let index = 0; index < 10; index++) {
    const item_id = ["BEEF0000", "BUNS0000", "LETTUCE0"][index % 3];
    calls.push(["update_menu_item", { item_id: "BURGER00", updates: { price: 9 + index / 10 } }]);
    calls.push(["update_inventory", { item_id, quantity: 5000 + index, location: "downtown" }]);
    const transfer = { item_id, quantity: 3, movement: "transfer" };
    calls.push(["update_inventory", { ...transfer, location: "downtown", to_location: "harbour" }]);
    calls.push(["update_inventory", { ...transfer, location: "harbour", to_location: "downtown" }]);
    const availability = index % 2 === 0 ? "out_of_stock" : "in_stock";
    calls.push(["set_item_availability", { item_id: "COLA0000", availability, location: "all" }]);
  }
  return calls;
}

/** The same mixture each time, in an order that has nothing to do with what the calls are. */
function mixed(calls: readonly Call[]): Call[] {
  return calls.map((call, index) => ({ call, place: (index * 7919) % 1009 }))
    .sort((a, b) => a.place - b.place).map(({ call }) => call);
}

async function callAtOnce(engine: Engine, url: string, calls: readonly Call[]) {
  await using replicas = new AsyncDisposableStack();
  const one = replicas.use(await openReplica(engine, url));
  const other = engine.opensTwice ? replicas.use(await openReplica(engine, url)) : one;
  return await Promise.all(calls.map(async (call, index) => {
    const result = await (index % 2 === 0 ? one : other).call(call);
    return { call, result };
  }));
}

onEveryEngine("whatever two replicas do at once, every rule holds", async (engine) => {
  await using place = await engine.emptyPlace();
  const calls = mixed([...await prepare(engine, place.url), ...rush()]);
  const answers = await callAtOnce(engine, place.url, calls);
  for (const { call, result } of answers) {
    const { error_code, message } = result.structured;
    assert.ok(EXPECTED.has(error_code as string | undefined), `${call}: ${error_code} ${message}`);
  }
  await using database = await engine.open(place.url);
  assert.deepEqual(await engine.complaints(database), []);
  assertSameAnswers(answers);
  await assertFigures(database);
  await assertSalads(database.reader);
  await assertNumbers(database.reader);
  await assertUndone(database.reader, answers);
  await assertChain(database.reader);
});

/** Repeated requests get the answer of the first. */
function assertSameAnswers(
  answers: readonly { readonly call: Call; readonly result: ToolResult }[],
): void {
  const byKey = Map.groupBy(answers, ({ call: [, args] }) => args.idempotency_key);
  byKey.delete(undefined);
  assert.equal(byKey.size, 40);
  for (const [first, second] of byKey.values()) {
    assert.deepEqual(first?.result.structured, second?.result.structured);
  }
}

async function assertFigures({ reader }: Database): Promise<void> {
  assert.equal((await checkRollups(reader)).different, 0);
  for (const { shelf, on_hand, ledger } of await shelves(reader)) {
    assert.equal(on_hand, ledger, shelf);
  }
  const events = await allEvents(reader);
  assertNumbered(events);
}

/** Salads left, or in an active order. */
async function assertSalads(reader: Reader): Promise<void> {
  const { remaining } = await reader.selectFrom("item_availability").select("remaining")
    .where("menu_item_id", "=", "SALAD000").executeTakeFirstOrThrow();
  const { sold } = await reader.selectFrom("order_lines")
    .innerJoin("orders", "orders.id", "order_lines.order_id")
    .select(({ fn }) => fn.sum<number>("quantity").as("sold"))
    .where("menu_item_id", "=", "SALAD000").where("orders.location_id", "=", "downtown")
    .executeTakeFirstOrThrow();
  assert.equal((remaining ?? 0) + sold / 1000, SALADS);
}

/** 1, 2, 3 at each location, each once. */
async function assertNumbers(reader: Reader): Promise<void> {
  const orders = await reader.selectFrom("orders").select(["location_id", "number"]).execute();
  for (const [location, own] of Map.groupBy(orders, ({ location_id }) => location_id)) {
    const numbers = own.map(({ number }) => Number(number)).sort((a, b) => a - b);
    assert.deepEqual(numbers, numbers.map((_, index) => index + 1), location);
  }
}

/** Each change at most once; if a count came later, not at all. */
async function assertUndone(
  reader: Reader,
  answers: readonly { readonly call: Call; readonly result: ToolResult }[],
): Promise<void> {
  const undone = answers.filter(({ call: [tool], result }) =>
    tool === "undo_change" && !result.isError
  );
  const marked = await reader.selectFrom("changes").select("id").where("undone_by", "is not", null)
    .execute();
  assert.deepEqual(
    undone.map(({ result }) => result.structured.undone).sort(),
    marked.map(({ id }) => id).sort(),
  );
}

/** In each chain entries are numbered without a gap, and each is sealed with the one before. */
async function assertChain(reader: Reader): Promise<void> {
  const entries = await reader.selectFrom("audit_entries").selectAll()
    .orderBy("location_id").orderBy("sequence").execute();
  const chains = Map.groupBy(entries, ({ location_id }) => location_id);
  assert.deepEqual([...chains.keys()], ["", "downtown", "harbour"]);
  for (const chain of chains.values()) {
    let before = BEGINNING;
    for (const [index, { hash, ...entry }] of chain.entries()) {
      assert.equal(entry.sequence, index + 1);
      assert.equal(hash, hashAfter(before, entry));
      before = hash;
    }
  }
  assert.ok(entries.length > 150, `${entries.length} entries`);
}
