import assert from "node:assert/strict";
import { writeVariations } from "../../src/restaurant/menu/variations.ts";
import type { Database } from "../../src/storage/database.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { burgers, openFloor, request, salads, sellInSizes, setHours } from "../support/floor.ts";
import { move } from "../support/pantry.ts";

function order(database: Database, args: unknown) {
  return callTool(testRegistry(database), "process_order", args);
}

async function ordersIn({ reader }: Database): Promise<number> {
  return (await reader.selectFrom("orders").select("id").execute()).length;
}

onEveryEngine(
  "an order is received with its number, time and totals, the same in words",
  async (engine) => {
    await using database = await openFloor(engine);
    const { structured, text } = await order(database, {
      order_data: request({ items: [{ ...burgers(2), modifiers: ["cheese"] }, salads(1)] }),
    });
    const { order_id, ...answer } = structured;
    assert.match(String(order_id), /^[A-Z0-9]{8}$/);
    assert.deepEqual(answer, {
      status: "received",
      order_number: "1",
      location: "downtown",
      estimated_time: {
        ready_at: "2026-12-31T07:30:00-05:00",
        minutes: 30,
        explanation:
          "30 min to make 3 items (the usual time, because there is no history here yet); " +
          "nothing is ahead in the kitchen.",
        preparation_minutes: 30,
      },
      totals: {
        currency: "USD",
        subtotal: 29,
        tax: 2.57,
        total: 31.57,
        tax_rate_percent: 8.875,
      },
      notes: [],
    });
    assert.equal(
      text,
      `Order 1 (order_id ${order_id}) received at downtown: total 31.57 USD = 29.00 + tax 2.57.\n` +
        "Ready in 30 min, at 2026-12-31 07:30 local time: 30 min to make 3 items (the usual time, " +
        "because there is no history here yet); nothing is ahead in the kitchen.",
    );
  },
);

onEveryEngine("a missing tax rate is said", async (engine) => {
  await using database = await openFloor(engine);
  const { structured, text } = await order(database, {
    order_data: request({ location: "harbour" }),
  });
  assert.deepEqual(structured.notes, ["harbour has no tax rate set, so no tax was added."]);
  assert.match(text, /no tax rate set/);
});

onEveryEngine(
  "an order that cannot be taken names all that is wrong, and leaves nothing",
  async (engine) => {
    await using database = await openFloor(engine);
    await setHours(database, [[4, 660, 1320]]);
    const { isError, structured, text } = await order(database, {
      order_data: request({ items: [burgers(0), { menu_item_id: "Chesburger", quantity: 1 }] }),
    });
    assert.ok(isError);
    assert.equal(structured.error_code, "INVALID_ORDER");
    assert.deepEqual((structured.fields as { field: string }[]).map(({ field }) => field), [
      "order_data.items.0.quantity",
      "order_data.items.1.menu_item_id",
      "order_data.location",
    ]);
    assert.match(text, /closed at Thursday 2026-12-31 07:00/);
    assert.match(text, /perhaps BURGER00 \(Cheeseburger\)/);
    assert.equal(await ordersIn(database), 0);
  },
);

onEveryEngine("an order beyond the stock is refused with what is available", async (engine) => {
  await using database = await openFloor(engine);
  await move(database, "BEEF0000", 450_000);
  const { structured, text } = await order(database, {
    order_data: request({ items: [burgers(4)] }),
  });
  assert.equal(structured.error_code, "INSUFFICIENT_INVENTORY");
  assert.deepEqual(structured.available_items, [
    { menu_item_id: "BURGER00", name: "Cheeseburger", requested: 4, available: 3 },
  ]);
  assert.match(text, /4 ordered, 3 available/);
  assert.equal(await ordersIn(database), 0);
});

onEveryEngine("the same key and data order once; other data is a conflict", async (engine) => {
  await using database = await openFloor(engine);
  const idempotency_key = "table 7, first round";
  const first = await order(database, { order_data: request(), idempotency_key });
  const again = await order(database, { idempotency_key, order_data: request() });
  assert.deepEqual(again, first);
  const other = await order(database, {
    order_data: request({ items: [burgers(2)] }),
    idempotency_key,
  });
  assert.equal(other.structured.error_code, "CONFLICT");
  assert.equal(await ordersIn(database), 1);
  const refused = request({ items: [] });
  const key = "refused";
  await order(database, { order_data: refused, idempotency_key: key });
  const corrected = await order(database, { order_data: request(), idempotency_key: key });
  assert.equal(corrected.isError, false, "a refused order does not use its key up");
});

onEveryEngine(
  "arguments of another form are refused before the order is looked at",
  async (engine) => {
    await using database = await openFloor(engine);
    const { structured } = await order(database, { order_data: { ...request(), tip: 5 } });
    assert.equal(structured.error_code, "INVALID_INPUT");
    assert.deepEqual(structured.fields, [
      { field: "order_data.tip", problem: "There is no such argument." },
    ]);
  },
);

onEveryEngine("an item in sizes is sold in the one that is named, at its price", async (engine) => {
  await using database = await openFloor(engine);
  await sellInSizes(database);
  const taken = await order(database, {
    order_data: request({
      items: [
        { ...burgers(2), variation: "LARGE", modifiers: ["cheese"] },
        { ...burgers(1), variation: "small" },
        salads(1),
      ],
    }),
  });
  assert.deepEqual(Object(taken.structured.totals).subtotal, 2 * 12.5 + 6.5 + 7);
  const { reader } = database;
  const lines = await reader.selectFrom("order_lines")
    .select(["name", "variation", "quantity", "gross"]).orderBy("line_number").execute();
  assert.deepEqual(lines.map((line) => Object.values(line).join(" | ")), [
    "Cheeseburger | Large | 2000 | 2500",
    "Cheeseburger | Small | 1000 | 650",
    "Salad |  | 1000 | 700",
  ]);
  const rollups = await reader.selectFrom("sales_rollups").select(["key", "units", "gross"])
    .where("dimension", "in", ["item", "variation"]).orderBy("key").execute();
  assert.deepEqual(rollups.map((row) => Object.values(row).join(" | ")), [
    "BURGER00 | 3000 | 3150",
    "BURGER00 Large | 2000 | 2500",
    "BURGER00 Small | 1000 | 650",
    "SALAD000 | 1000 | 700",
  ]);
  const { text } = await callTool(testRegistry(database), "get_live_orders");
  assert.match(text, /2 Cheeseburger \(Large, Extra cheese\)/);
});

onEveryEngine("an open choice of size is asked, with what there is and costs", async (engine) => {
  await using database = await openFloor(engine);
  await sellInSizes(database);
  for (
    const [variation, field, problem] of [
      [undefined, "variation", /^Say which 'Cheeseburger': Small 6\.50 USD, Large 11\.00 USD, Pa/],
      [" ", "variation", /^Say which 'Cheeseburger'/],
      ["larg", "variation", /^'Cheeseburger' has no variation 'larg'; perhaps Large\.$/],
      ["XXL", "variation", /has no variation 'XXL'; it has Small 6\.50 USD, Large 11\.00 USD/],
      ["party-size", "menu_item_id", /^'Cheeseburger' as Party Size has no price yet/],
    ] as const
  ) {
    const item = { ...burgers(1), ...(variation !== undefined && { variation }) };
    const { structured } = await order(database, { order_data: request({ items: [item] }) });
    assert.equal(structured.error_code, "INVALID_ORDER");
    const [only, ...others] = structured.fields as { field: string; problem: string }[];
    assert.deepEqual([only?.field, others], [`order_data.items.0.${field}`, []]);
    assert.match(only?.problem ?? "", problem);
  }
  const plain = await order(database, {
    order_data: request({ items: [{ ...salads(1), variation: "Large" }] }),
  });
  assert.match(plain.text, /'Salad' has no variations; leave it out/);
  assert.equal(await ordersIn(database), 0);
});

onEveryEngine("the only size of an item need not be named", async (engine) => {
  await using database = await openFloor(engine);
  await database.write((writer) =>
    writeVariations(writer, "SALAD000", [{ name: "Bowl", price: 8_00, portion: 1000 }])
  );
  const { structured } = await order(database, { order_data: request({ items: [salads(2)] }) });
  assert.equal(Object(structured.totals).subtotal, 16);
  const line = await database.reader.selectFrom("order_lines").select("variation")
    .executeTakeFirstOrThrow();
  assert.equal(line.variation, "Bowl");
});

onEveryEngine("a size that is added is sold from the next order on", async (engine) => {
  await using database = await openFloor(engine);
  const order_data = request({ items: [{ ...salads(1), variation: "Bowl" }] });
  assert.equal((await order(database, { order_data })).isError, true);
  await callTool(testRegistry(database), "update_menu_item", {
    item_id: "SALAD000",
    updates: { variation: "Bowl", price: 8 },
    confirm: true,
  });
  assert.equal((await order(database, { order_data })).isError, false);
});
