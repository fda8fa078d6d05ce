import assert from "node:assert/strict";
import { z } from "zod";
import { ADDED_NAMES } from "../../src/mcp/added_names.ts";
import { argumentSchema } from "../../src/mcp/argument_schema.ts";
import { inputSchema } from "../../src/mcp/json_schema.ts";
import { takeMeaning } from "../../src/mcp/take_meaning.ts";
import { RestaurantError } from "../../src/values/errors.ts";

const schema = argumentSchema(inputSchema(z.strictObject({
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  text: z.string().max(20).optional(),
  kind: z.enum(["a", "b"]).optional(),
  count: z.int().optional(),
  price: z.number().optional(),
  isLate: z.boolean().optional(),
  cleared: z.string().nullable().optional(),
  order: z.strictObject({
    name: z.string().max(10).optional(),
    items: z.array(z.strictObject({ id: z.string().max(8), count: z.number() })),
  }).optional(),
})));

const read = (args: unknown) => takeMeaning(schema, args, true);
const write = (args: unknown) => takeMeaning(schema, args, false);

Deno.test("null and nothing are absent, wherever they are; a null with a meaning of its own stays", () => {
  for (const args of [null, undefined]) assert.deepEqual(read(args), {});
  assert.deepEqual(
    write({ text: null, count: null, order: { name: null, items: [] }, cleared: null }),
    { order: { items: [] }, cleared: null },
  );
  assert.deepEqual(write({ date: null }), { date: null }, "what is needed is not left out");
});

Deno.test("an empty text is absent on reads, and on writes if it can mean nothing else", () => {
  assert.deepEqual(read({ text: "", kind: "", count: "", date: "" }), { date: "" });
  assert.deepEqual(write({ text: "", kind: "", count: "", isLate: "" }), { text: "" });
});

Deno.test("exact numerals become numbers, and numbers become text for text arguments", () => {
  for (const [text, count] of [["5", 5], ["-3", -3], ["5.0", 5], ["0.1", 0.1]] as const) {
    assert.deepEqual(write({ count: text, price: text }), { count, price: count });
  }
  for (const text of ["1,000", "05", "1e3", "5 ", " ", "0x5", "five", "9007199254740993", "NaN"]) {
    assert.deepEqual(write({ count: text }), { count: text });
  }
  assert.deepEqual(write({ text: 7, date: 2026 }), { text: "7", date: "2026" });
  assert.deepEqual(write({ text: 1e30 }), { text: 1e30 });
});

Deno.test("booleans, objects and arrays are taken from their texts", () => {
  assert.deepEqual(write({ isLate: "true" }), { isLate: true });
  assert.deepEqual(write({ isLate: "yes" }), { isLate: "yes" });
  const order = { items: [{ id: "A", count: "2" }] };
  const meant = { order: { items: [{ id: "A", count: 2 }] } };
  assert.deepEqual(write({ order: JSON.stringify(order) }), meant);
  assert.deepEqual(write({ order: { items: JSON.stringify(order.items) } }), meant);
  for (const text of ["{", "[]", "{}}", `${"[".repeat(500)}`]) {
    assert.deepEqual(write({ order: text }), { order: text });
  }
});

Deno.test("midnight of a day is that day", () => {
  for (const end of ["T00:00:00", "T00:00", "T00:00:00.000Z", "T00:00:00+00:00"]) {
    assert.deepEqual(read({ date: `2026-11-20${end}` }), { date: "2026-11-20" });
  }
  for (const date of ["2026-11-20T01:00:00", "2026-11-20T00:00:00-05:00"]) {
    assert.deepEqual(read({ date }), { date });
  }
});

Deno.test("what clients add for themselves is passed over; anything else unknown stays", () => {
  const added = Object.fromEntries(Object.keys(ADDED_NAMES).map((name) => [name, "x"]));
  assert.deepEqual(write({ ...added, text: "a" }), { text: "a" });
  const nested = { order: { items: [], toolCallId: "x" } };
  assert.deepEqual(write(nested), nested);
  assert.deepEqual(write({ colour: null }), { colour: null });
});

Deno.test("every text is bounded by its published length, before anything else", () => {
  const long = "a" + "\u0300\u0316".repeat(30_000);
  assert.throws(
    () => write({ text: long, order: { name: long, items: [{ id: long, count: 1 }] } }),
    ({ code, details }: RestaurantError) => {
      assert.equal(code, "INVALID_INPUT");
      assert.deepEqual(
        details.fields?.map(({ field }) => field),
        ["text", "order.name", "order.items.0.id"],
      );
      return true;
    },
  );
  for (const args of [{ cleared: long }, { date: long }, { kind: long }]) {
    assert.throws(() => read(args), RestaurantError);
  }
});
