import assert from "node:assert/strict";
import { fillDemo } from "../../src/demo/fill_demo.ts";
import { setAvailability } from "../../src/restaurant/menu/set_availability.ts";
import type { Database } from "../../src/storage/database.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { callTool, noon, testRegistry } from "../support/calls.ts";
import { WRITTEN_AT } from "../support/sales.ts";
import type { Schema } from "../support/fuzz/grown.ts";
import { tokens } from "../support/tokens.ts";

/** What a whole answer may take, at the most; an error says less. */
const MOST = 1500;

const LONG = "ein sehr langer Name ".repeat(100);
const MANY = 100;

/** Values of a schema that are wrong wherever a value can be. */
function wrong({ type, properties, items }: Schema): unknown {
  if (properties !== undefined) return members(properties, wrong);
  if (items !== undefined) return Array.from({ length: MANY }, () => wrong(items));
  return type === "string" ? { [LONG.slice(0, 200)]: LONG } : LONG;
}

/** Values that a schema allows and that name nothing: the longest texts, the longest lists. */
function unknown(schema: Schema): unknown {
  const { type, enum: words, pattern, minimum = 1, maxItems = MANY } = schema;
  if (words !== undefined) return words[0];
  if (schema.properties !== undefined) return members(schema.properties, unknown);
  const { items } = schema;
  if (items !== undefined) {
    const length = Math.min(maxItems, items.enum?.length ?? maxItems);
    return Array.from({ length }, (_, index) => items.enum?.[index] ?? unknown(items));
  }
  if (type !== "string") return type === "boolean" ? true : Math.max(minimum, 1);
  if (pattern?.includes("A-Z0-9") === true) return "ZZZZZZZZ";
  return LONG.slice(0, schema.maxLength ?? 100);
}

function members(
  properties: NonNullable<Schema["properties"]>,
  value: (schema: Schema) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, value(one)]));
}

/** Calls that are refused, each in a way that gives much to say. */
function faultyCalls(schema: Schema): Readonly<Record<string, unknown>> {
  const { properties = {}, required = [] } = schema;
  const dates = members(properties, () => "2026-12-30");
  const all = Object.entries(members(properties, unknown)).map(([name, value]) =>
    [name, /date/.test(name) ? dates[name] : value] as const
  );
  const strange = Array.from(
    { length: MANY },
    (_, index) => [`${LONG.slice(0, 200)}${index}`, LONG],
  );
  return {
    "nothing": {},
    "everything wrong": wrong(schema),
    "unknown arguments": Object.fromEntries(strange),
    "names of nothing": Object.fromEntries(all),
    "only what is required": Object.fromEntries(all.filter(([name]) => required.includes(name))),
    ...Object.fromEntries(all.map(([name, value]) => [
      `${name} and what is required`,
      Object.fromEntries([...all.filter(([one]) => required.includes(one)), [name, value]]),
    ])),
  };
}

/** Every dish is out everywhere. */
async function soldOut(write: Database["write"]): Promise<void> {
  await write(async (writer) => {
    const items = await writer.selectFrom("menu_items").select("id").execute();
    const locations = await writer.selectFrom("locations").select("id").execute();
    for (const { id } of items) {
      await setAvailability(writer, {
        menu_item_id: id,
        location_ids: locations.map(({ id }) => id),
        state: "out_of_stock",
        actor: "kitchen",
      }, WRITTEN_AT);
    }
  });
}

Deno.test("error answers of every tool fit a model's context", async (test) => {
  await using database = await openSqlite(IN_MEMORY);
  await fillDemo(database, { now: noon(), months: 1 });
  const registry = testRegistry(database);
  const order = (items: readonly unknown[]) => ({
    order_data: { location: "orchard-street", order_type: "takeout", items },
  });
  /** What has more to say than any schema shows. */
  const longest: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
    process_order: async () => {
      const menu = await database.reader.selectFrom("menu_items").select(["id", "name"]).execute();
      const plain = await database.reader.selectFrom("menu_items").select("id")
        .where(
          "id",
          "not in",
          (eb) => eb.selectFrom("menu_item_modifier_groups").select("menu_item_id"),
        ).execute();
      await soldOut(database.write);
      return {
        "many items that there are not": order(
          Array.from({ length: MANY }, (_, index) => ({
            menu_item_id: `${LONG.slice(0, 60)}${index}`,
            quantity: 0.5,
            modifiers: ["no such one"],
          })),
        ),
        "many notes that are too long": order(
          Array.from({ length: MANY }, () => ({ menu_item_id: "A", quantity: 1, notes: LONG })),
        ),
        "many misspelt items": order(
          menu.map(({ name }) => ({ menu_item_id: `${name}s`, quantity: 1 })),
        ),
        "everything sold out": order(plain.map(({ id }) => ({ menu_item_id: id, quantity: 1 }))),
      };
    },
    generate_report: () =>
      Promise.resolve(Object.fromEntries(
        ["item", "category", "order_type", "channel"].map((by) => [
          `no such ${by}`,
          { report_type: "sales", start_date: "2026-12", filters: { [by]: "no such thing" } },
        ]),
      )),
  };
  for (const { definition: { name, inputSchema } } of registry.tools) {
    await test.step(`${name}: at most ${MOST} tokens`, async () => {
      let refused = 0;
      const calls = { ...faultyCalls(inputSchema as Schema), ...await longest[name]?.() };
      for (const [what, args] of Object.entries(calls)) {
        const { isError, text, structured } = await callTool(registry, name, args);
        if (!isError) continue;
        refused++;
        assert.notEqual(structured.error_code, "INTERNAL_ERROR", `${what}: ${text}`);
        assert.ok(tokens(text) <= MOST, `${what}, text: ${tokens(text)}`);
        const size = tokens(JSON.stringify(structured));
        assert.ok(size <= MOST, `${what}, structured: ${size}`);
      }
      assert.ok(refused >= 1);
    });
  }
});
