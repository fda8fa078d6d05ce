import assert from "node:assert/strict";
import { checkOrder } from "../../../src/restaurant/orders/take/check_order.ts";
import { readOrderCatalog } from "../../../src/restaurant/orders/take/order_catalog.ts";
import type { OrderRequest } from "../../../src/restaurant/orders/take/order_request.ts";
import type { Database } from "../../../src/storage/database.ts";
import { RestaurantError } from "../../../src/values/errors.ts";
import { burgers, openFloor, request, setHours, WAITER } from "../../support/floor.ts";

async function check(parts: Partial<OrderRequest>, database?: Database) {
  await using floor = database === undefined ? await openFloor() : null;
  const { reader } = database ?? floor ?? {};
  assert.ok(reader !== undefined);
  return checkOrder(await readOrderCatalog(reader), request(parts), WAITER.now);
}

/** The problems of an order, by field. */
async function problemsOf(parts: Partial<OrderRequest>, database?: Database) {
  try {
    await check(parts, database);
  } catch (error) {
    if (!(error instanceof RestaurantError)) throw error;
    assert.equal(error.code, "INVALID_ORDER");
    const fields = error.details.fields ?? [];
    return Object.fromEntries(fields.map(({ field, problem }) => [field, problem]));
  }
  return {};
}

Deno.test("an order is taken as it was meant", async () => {
  const order = await check({
    location: "Downtown",
    order_type: "dine_in",
    items: [
      { ...burgers(2), modifiers: ["bacon", "extra CHEESE"], notes: " well\tdone\u202e " },
      { menu_item_id: "COLA0000", quantity: 1, modifiers: ["large"] },
    ],
    guests: 2,
    table: "7",
    customer_name: "Ada",
  });
  assert.equal(order.location.id, "downtown");
  assert.deepEqual(
    order.lines.map(({ item, price, quantity, modifiers, notes }) => [
      item.id,
      price,
      quantity,
      modifiers.map(({ id }) => id).sort(),
      notes,
    ]),
    [["BURGER00", 9_50, 2, ["bacon", "cheese"], "well done"], [
      "COLA0000",
      2_50,
      1,
      ["large"],
      null,
    ]],
  );
  const { guests, table_name, customer_name, requested } = order;
  assert.deepEqual([guests, table_name, customer_name, requested], [2, "7", "Ada", null]);
});

Deno.test("every problem comes at once", async () => {
  const problems = await problemsOf({
    location: "uptown",
    order_type: "drive_through",
    items: [
      { menu_item_id: "Cheezeburger", quantity: 0 },
      { ...burgers(1.5), modifiers: ["pickles", "bacon", "bacon"], notes: "x".repeat(201) },
      { menu_item_id: "COLA0000", quantity: 100 },
    ],
    guests: 501,
    customer_name: "x".repeat(81),
    table: "x".repeat(21),
  });
  assert.deepEqual(problems, {
    "order_data.location": "There is no location 'uptown'; known: downtown, harbour.",
    "order_data.order_type": "Use dine_in, takeout, delivery.",
    "order_data.items.0.quantity": "Give a whole number from 1 to 99, not 0.",
    "order_data.items.0.menu_item_id":
      "There is no menu item 'Cheezeburger'; perhaps BURGER00 (Cheeseburger).",
    "order_data.items.1.quantity": "Give a whole number from 1 to 99, not 1.5.",
    "order_data.items.1.notes": "Write at most 200 characters.",
    "order_data.items.1.modifiers.0": "This item has no modifier 'pickles'; it has no-bun " +
      "(Without bun), cheese (Extra cheese), bacon (Bacon).",
    "order_data.items.1.modifiers.2": "'Bacon' is there twice.",
    "order_data.items.2.quantity": "Give a whole number from 1 to 99, not 100.",
    "order_data.items.2.modifiers": "Choose at least 1 of Size: small (Small), large (Large).",
    "order_data.guests": "Give a whole number from 1 to 500, not 501.",
    "order_data.customer_name": "Write at most 80 characters.",
    "order_data.table": "Write at most 20 characters.",
  });
});

Deno.test("an order has one line at least and a hundred at most", async () => {
  assert.deepEqual(await problemsOf({ items: [] }), {
    "order_data.items": "Order at least one item.",
  });
  const items = Array.from({ length: 101 }, () => burgers(1));
  assert.deepEqual(await problemsOf({ items }), {
    "order_data.items": "An order has at most 100 lines, not 101.",
  });
  assert.equal((await check({ items: items.slice(1) })).lines.length, 100);
});

Deno.test("a group's most selections hold", async () => {
  const item = { ...burgers(1), modifiers: ["cheese", "bacon", "no-bun"] };
  assert.deepEqual(await problemsOf({ items: [item] }), {
    "order_data.items.0.modifiers": "Choose at most 2 of Extras, not 3.",
  });
});

Deno.test("an item needs a price in the currency of the location", async () => {
  await using database = await openFloor();
  await database.write(async (writer) => {
    await writer.updateTable("menu_items").set({ price: null }).where("id", "=", "SALAD000")
      .execute();
    await writer.updateTable("menu_items").set({ currency: "EUR" }).where("id", "=", "BURGER00")
      .execute();
  });
  const items = [burgers(1), { menu_item_id: "SALAD000", quantity: 1 }];
  assert.deepEqual(await problemsOf({ items }, database), {
    "order_data.items.0.menu_item_id": "'Cheeseburger' is sold in EUR; downtown sells in USD.",
    "order_data.items.1.menu_item_id": "'Salad' has no price yet; set it with update_menu_item.",
  });
});

Deno.test("an order costs no more than can be true", async () => {
  await using database = await openFloor();
  await database.write((writer) =>
    writer.updateTable("menu_items").set({ price: 10_000_000_000 }).where("id", "=", "SALAD000")
      .execute()
  );
  const salads = { menu_item_id: "SALAD000", quantity: 99 };
  assert.equal((await check({ items: [salads] }, database)).lines.length, 1);
  assert.deepEqual(await problemsOf({ items: [salads, salads] }, database), {
    "order_data.items":
      "The order costs more than can be true: look for a price that is too large.",
  });
});

Deno.test("a table belongs to dine_in; guests of other orders are not counted", async () => {
  assert.deepEqual(await problemsOf({ table: "7" }), {
    "order_data.table": "A takeout order has no table; leave it out.",
  });
  assert.equal((await check({ guests: 3 })).guests, null);
});

Deno.test("a requested time without an offset is local", async () => {
  const local = await check({ requested_time: "2026-12-31T19:30" });
  assert.equal(local.requested?.toString(), "2027-01-01T00:30:00Z");
  const offset = await check({ requested_time: "2026-12-31T19:30:00.5+01:00" });
  assert.equal(offset.requested?.toString(), "2026-12-31T18:30:00Z");
});

Deno.test("a requested time is neither over nor far ahead nor nonsense", async () => {
  const problem = async (requested_time: string) =>
    (await problemsOf({ requested_time }))["order_data.requested_time"];
  assert.match(await problem("2026-12-31T11:59:59Z") ?? "", /Thursday 2026-12-31 06:59 is over/);
  assert.equal(await problem("2026-12-31T12:00:00Z"), undefined);
  assert.equal(await problem("2027-01-30T12:00:00Z"), undefined);
  assert.equal(
    await problem("2027-01-30T12:00:01Z"),
    "Orders are taken at most 30 days ahead.",
  );
  for (const text of ["soon", "2026-12-31", "2026-02-30T10:00", "19:30", "x".repeat(10_000)]) {
    assert.match(await problem(text) ?? "", /^Write a time as ISO 8601/, text);
  }
});

Deno.test("a closed location takes orders for when it is open", async () => {
  await using database = await openFloor();
  await setHours(database, [[4, 660, 1560]]);
  assert.deepEqual(await problemsOf({}, database), {
    "order_data.location": "Downtown is closed at Thursday 2026-12-31 07:00; on Thursdays it " +
      "takes orders 11:00 to 02:00.",
  });
  assert.deepEqual(await problemsOf({ requested_time: "2026-12-31T11:00" }, database), {});
  assert.deepEqual(await problemsOf({ requested_time: "2027-01-01T01:59" }, database), {});
  assert.deepEqual(await problemsOf({ requested_time: "2027-01-01T02:30" }, database), {
    "order_data.requested_time": "Downtown is closed at Friday 2027-01-01 02:30; on Thursdays it " +
      "takes orders 11:00 to 02:00.",
  });
});
