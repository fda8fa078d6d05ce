import assert from "node:assert/strict";
import { sql } from "kysely";
import type { Registry } from "../../src/mcp/registry.ts";
import { TABLE_NAMES } from "../../src/storage/schema/schema.ts";
import { digestOf } from "../../src/values/digest.ts";
import { callTool } from "../support/calls.ts";
import { ask, openApp, openSession, type TestApp } from "../support/edge.ts";
import {
  addressOf,
  everyQuestion,
  HONEST,
  honestArguments,
  inBothEras,
} from "../support/every_question.ts";
import { addFloor, place } from "../support/floor.ts";
import { assertTellsNothing } from "../support/leaks.ts";
import { BEEF, move } from "../support/pantry.ts";
import { BURGER } from "../support/sales.ts";

/** Texts that end a text, a condition or a statement and begin another, for several dialects. */
const INJECTIONS = [
  ...[
    "'",
    "''",
    "';",
    "' OR '1'='1",
    "' OR 1=1 --",
    "') OR ('1'='1",
    "1' AND 1=0 UNION ALL VALUES (1)--",
  ],
  ...["'; DROP TABLE orders; --", "'; DELETE FROM menu_items; --", '"; DROP TABLE orders; --'],
  ...[
    "'; UPDATE menu_items SET price=0; --",
    "'; ATTACH DATABASE '/x' AS y; --",
    "\\'; DROP TABLE a; --",
  ],
  ...[
    "' || (VALUES ('x')) || '",
    "'/**/OR/**/1=1",
    "%27%20OR%201=1",
    "`; DROP TABLE orders",
    "]; --",
  ],
  ...[
    "'; PRAGMA writable_schema=1; --",
    "'); VACUUM INTO 'x'; --",
    "$1; DROP TABLE orders",
    ":x",
    "?1",
  ],
  ...[
    "load_extension('x')",
    "1; SAVEPOINT a",
    "' COLLATE x",
    "' GLOB '*",
    "\u0000'; DROP TABLE orders",
  ],
];

/** Tables into which any call may write, whatever it says. */
const JOURNALS = ["audit_entries", "counters", "location_counters", "events", "idempotency_keys"];

/** Besides these, the tables that a tool may write into. */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  process_order: [
    ...[
      "orders",
      "order_texts",
      "order_lines",
      "order_line_modifiers",
      "order_progress",
      "order_promises",
    ],
    ...[
      "kitchen_queue",
      "sales_rollups",
      "monthly_rollups",
      "stock",
      "stock_movements",
      "item_availability",
    ],
  ],
  update_order_status: [
    ...[
      "orders",
      "order_lines",
      "order_progress",
      "sales_rollups",
      "monthly_rollups",
      "stock",
      "stock_movements",
    ],
    ...["item_availability", "kitchen_queue"],
  ],
  update_menu_item: ["menu_items", "changes"],
  set_item_availability: ["item_availability", "changes"],
  update_inventory: ["stock", "stock_movements", "changes"],
  undo_change: ["menu_items", "changes", "item_availability", "stock", "stock_movements"],
};

/** A table's content, to see whether it has changed. */
interface Contents {
  readonly rows: number;
  readonly digest: string;
}

/** The schema as one text, and every table. */
async function contents({ app: { database } }: TestApp) {
  return await database.write(async (writer) => {
    const { rows } = await sql<Record<string, unknown>>`
      select type, name, tbl_name, sql from sqlite_master order by name`.execute(writer);
    const tables = new Map<string, Contents>();
    for (const name of TABLE_NAMES) {
      const { rows } = await sql`select * from ${sql.table(name)}`.execute(writer);
      tables.set(name, { rows: rows.length, digest: digestOf(rows) });
    }
    return { schema: digestOf(rows), tables };
  });
}

/** Fails if anything is gone, or has changed without permission. */
function assertUnharmed(
  before: Awaited<ReturnType<typeof contents>>,
  after: Awaited<ReturnType<typeof contents>>,
  writable: readonly string[],
  what: string,
): void {
  assert.equal(after.schema, before.schema, `${what}: the schema is another`);
  for (const [name, table] of before.tables) {
    const now = after.tables.get(name);
    const isWritable = [...JOURNALS, ...writable].includes(name);
    if (isWritable) assert.ok((now?.rows ?? 0) >= table.rows, `${what}: rows of ${name} are gone`);
    else assert.deepEqual(now, table, `${what}: ${name} is another`);
  }
}

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** The arguments with a text in each place where one is allowed, in turn. */
function* withEach(schema: Schema, args: unknown, text: string): Generator<unknown> {
  const { properties = {}, items, type } = schema;
  if (type === "string") yield text;
  if (items !== undefined) {
    const [first, ...rest] = Array.isArray(args) ? args : [];
    for (const changed of withEach(items, first, text)) yield [changed, ...rest];
  }
  for (const [name, member] of Object.entries(properties)) {
    const given = { ...args as Record<string, unknown> };
    for (const changed of withEach(member, given[name], text)) yield { ...given, [name]: changed };
  }
}

/** The program with the floor of the tests, an order and a change that can be put back. */
async function openFilled() {
  const started = await openApp();
  const { database } = started.app;
  await database.write(addFloor);
  await move(database, BEEF.id, 1_000_000_000);
  const { order } = await place(database);
  const session = await openSession(started.edge);
  return { started, session, ids: { order: order.id } };
}

Deno.test("no text in any argument of any tool is ever part of a query", async () => {
  const { started, session, ids } = await openFilled();
  await using _started = started;
  const args = honestArguments(ids);
  let asked = 0;
  for (const { definition: { name, inputSchema } } of started.app.registry.tools) {
    const before = await contents(started);
    for (const text of INJECTIONS) {
      for (const changed of withEach(inputSchema as Schema, args[name], text)) {
        const ways = inBothEras(session, ["tools/call", { name, arguments: changed }]);
        assertTellsNothing(await ask(started.edge, ways[asked % 2 === 0 ? 0 : 1]));
        asked++;
      }
    }
    assertUnharmed(before, await contents(started), WRITES[name] ?? [], name);
  }
  assert.ok(asked > 20 * INJECTIONS.length, `only ${asked} were asked`);
});

Deno.test("nor in any address, prompt or completion", async () => {
  const { started, session } = await openFilled();
  await using _started = started;
  const before = await contents(started);
  for (const text of INJECTIONS) {
    for (const [index, question] of questionsWith(started.app.registry, text).entries()) {
      const ways = inBothEras(session, question);
      assertTellsNothing(await ask(started.edge, ways[index % 2 === 0 ? 0 : 1]));
    }
  }
  assertUnharmed(before, await contents(started), [], "addresses, prompts and completions");
});

/** Every question besides calls of tools, with a text at each of its places. */
function questionsWith(registry: Registry, text: string): Question[] {
  const everything = Object.fromEntries(Object.keys(HONEST).map((name) => [name, text]));
  const addresses = registry.resources.flatMap((resource) => [
    addressOf(resource, everything),
    addressOf(resource) + text,
  ]);
  return [
    ...addresses.map((uri): Question => ["resources/read", { uri }]),
    ...everyQuestion(registry).flatMap(([method, params]): Question[] => {
      if (method === "completion/complete") {
        return [[method, { ...params, argument: { ...Object(params.argument), value: text } }]];
      }
      if (method !== "prompts/get") return [];
      return Object.keys(HONEST).map((name) => [
        method,
        { ...params, arguments: { [name]: text } },
      ]);
    }),
  ];
}

type Question = Parameters<typeof inBothEras>[1];

Deno.test("a text that is searched for is that text: nothing in it is a pattern", async () => {
  const { started } = await openFilled();
  await using _started = started;
  const found = async (text: string) => {
    const { structured } = await callTool(started.app.registry, "search_orders", { text });
    return (structured.orders as unknown[]).length;
  };
  assert.equal(await found("cheeseburger"), 1);
  const visible = INJECTIONS.filter((text) => !text.includes("\u0000"));
  for (
    const text of ["%", "_", "%%", "*", "?", "[a-z]", "\\", "cheese%", "c_eeseburger", ...visible]
  ) {
    assert.equal(await found(text), 0, text);
  }
});

Deno.test("injected text is stored verbatim and has no effect when read", async () => {
  const { started } = await openFilled();
  await using _started = started;
  const { registry } = started.app;
  const [text = ""] = INJECTIONS.filter((one) => one.includes("DROP TABLE orders"));
  const items = [{ menu_item_id: BURGER.menu_item_id, quantity: 1, notes: text }];
  const order_data = { location: "downtown", order_type: "takeout", customer_name: text, items };
  const { isError, text: said } = await callTool(registry, "process_order", { order_data });
  assert.equal(isError, false, said);
  const { structured } = await callTool(registry, "search_orders", { text });
  const [order] = structured.orders as { customer_text: { name: string; notes: string[] } }[];
  assert.deepEqual(order?.customer_text, { name: text, notes: [text] });
});
