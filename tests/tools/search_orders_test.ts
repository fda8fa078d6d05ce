import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import type { Order } from "../../src/restaurant/orders/model/order.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { LOCAL } from "../../src/security/principal.ts";
import type { Database } from "../../src/storage/database.ts";
import { alwaysAsync } from "../support/always.ts";
import { callTool, readResource, testRegistry } from "../support/calls.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import {
  HARBOUR,
  line,
  moment,
  newSales,
  openRestaurant,
  order,
  refund,
  SALAD,
  WRITTEN_AT,
} from "../support/sales.ts";

async function openWith(engine: Engine, ...orders: readonly Partial<Order>[]): Promise<Database> {
  const database = await openRestaurant(engine);
  const whole = orders.map((parts, index) => order({ id: `ORDER00${index}`, ...parts }));
  await database.write((writer) => writeSales(writer, newSales(whole), WRITTEN_AT));
  return database;
}

async function search(database: Database, args: Record<string, unknown>) {
  const result = await callTool(testRegistry(database), "search_orders", args);
  const orders = (result.structured.orders ?? []) as { order_id: string }[];
  return { ...result, ids: orders.map(({ order_id }) => order_id) };
}

onEveryEngine("the 340 dollar order on Friday night is found", async (engine) => {
  const night = { opened: moment("2026-11-27T22:14") };
  await using database = await openWith(
    engine,
    { lines: [line({ gross: 345_00 })] },
    {
      ...night,
      lines: [
        line({ gross: 300_00, discount: 20_00, tax: 24_85, quantity: 8000, notes: "birthday" }),
        line({ ...SALAD, gross: 9_00, voided: true }),
      ],
      service_charges: [
        { name: "Room", amount: 10_00, is_gratuity: false },
        { name: "Party", amount: 25_15, is_gratuity: true },
      ],
      payments: [{ method: "card", amount: 340_00, tip: 50_00 }],
      guests: 8,
      table_name: "12",
      customer_name: "Lovelace",
    },
    { ...night, lines: [line({ gross: 329_99 })] },
    { opened: moment("2026-11-28T01:30"), lines: [line({ gross: 350_01 })] },
  );
  const { structured, text, ids } = await search(database, {
    date: "2026-11-27",
    min_total: 330,
    max_total: 350,
  });
  assert.deepEqual(ids, ["ORDER001"]);
  assert.deepEqual(structured.orders, [{
    order_id: "ORDER001",
    order_number: "1",
    location: "downtown",
    opened: "2026-11-27 22:14",
    business_date: "2026-11-27",
    status: "completed",
    order_type: "dine_in",
    total: 340,
    currency: "USD",
    tip: 50,
    gratuity: 25.15,
    service_charges: 10,
    discounts: ["20.00"],
    payments: ["card 390.00"],
    guests: 8,
    table: "12",
    items: ["8 Cheeseburger", "1 Salad, voided"],
    customer_text: { name: "Lovelace", notes: ["birthday"] },
  }]);
  assert.match(text, /^1 order, the latest first:\n/);
  assert.match(text, /2026-11-27 22:14 downtown \| order 1 \(ORDER001\) \| completed dine_in/);
  assert.match(
    text,
    /340\.00 USD \| tip 50\.00 \| gratuity 25\.15 \| service charges 10\.00 \| discounts 20\.00 \| paid card 390\.00 \| table 12 \| 8 guests/,
  );
  assert.deepEqual(
    (await search(database, { date: "2026-11-27", min_total: 340, max_total: 340 })).ids,
    ["ORDER001"],
  );
  assert.deepEqual((await search(database, { date: "2026-11-27", min_total: 340.01 })).ids, [
    "ORDER003",
  ]);
});

onEveryEngine("a gift card is paid for with its order, and is no sale", async (engine) => {
  await using database = await openWith(engine, {
    opened: moment("2026-11-27T12:00"),
    lines: [
      line({ gross: 20_00 }),
      line({ ...SALAD, name: "Gift card", gross: 50_00, gift_card: true }),
    ],
    payments: [{ method: "cash", amount: 70_00, tip: 0 }],
  });
  const { structured, text, ids } = await search(database, { min_total: 70, max_total: 70 });
  assert.deepEqual(ids, ["ORDER000"]);
  const [{ total, gift_cards } = {}] = structured.orders as Record<string, unknown>[];
  assert.deepEqual([total, gift_cards], [70, 50]);
  assert.match(text, /70\.00 USD \| gift cards sold 50\.00 \| paid cash 70\.00/);
  const sales = await callTool(testRegistry(database), "get_sales_data", {
    date: "2026-11-27",
    group_by: "payment_method",
  });
  const [cash] = sales.structured.breakdown as Record<string, unknown>[];
  assert.equal(cash?.total_sales, 20);
  assert.deepEqual([cash?.payments, cash?.taken, cash?.given_back, cash?.left], [1, 70, 0, 70]);
});

onEveryEngine(
  "text is looked for in number, table, name and items; wildcards are plain",
  async (engine) => {
    await using database = await openWith(engine, { number: "A-17" }, { table_name: "Window" }, {
      customer_name: "100% Ada_L",
    }, { lines: [line(), line({ ...SALAD, name: "Caesar\\salad" })] });
    const found = async (text: string) => (await search(database, { text })).ids.sort();
    assert.deepEqual(await found("a-1"), ["ORDER000"]);
    assert.deepEqual(await found("WINDOW"), ["ORDER001"]);
    assert.deepEqual(await found("0% ada_"), ["ORDER002"]);
    assert.deepEqual(await found("r\\SAL"), ["ORDER003"]);
    assert.deepEqual(await found("%"), ["ORDER002"]);
    assert.deepEqual(await found("_"), ["ORDER002"]);
    assert.deepEqual(await found("cheese"), ["ORDER000", "ORDER001", "ORDER002", "ORDER003"]);
    assert.deepEqual(await found("' or 1=1 --"), []);
  },
);

onEveryEngine(
  "status, type, place and dates narrow the search; the latest comes first",
  async (engine) => {
    await using database = await openWith(
      engine,
      { status: "preparing", opened: moment("2026-12-14T10:00") },
      { order_type: "delivery", opened: moment("2026-12-15T10:00") },
      { location_id: "harbour", opened: moment("2026-12-16T10:00", HARBOUR) },
      { status: "cancelled", opened: moment("2026-12-16T02:00") },
    );
    assert.deepEqual((await search(database, {})).ids, [
      "ORDER002",
      "ORDER003",
      "ORDER001",
      "ORDER000",
    ]);
    assert.deepEqual((await search(database, { status: "preparing" })).ids, ["ORDER000"]);
    assert.deepEqual((await search(database, { order_type: "delivery" })).ids, ["ORDER001"]);
    assert.deepEqual((await search(database, { location: "Harbour" })).ids, ["ORDER002"]);
    assert.deepEqual((await search(database, { date: "2026-12-15" })).ids, [
      "ORDER003",
      "ORDER001",
    ]);
    assert.deepEqual(
      (await search(database, { date: "2026-12-14", end_date: "2026-12-15" })).ids,
      ["ORDER003", "ORDER001", "ORDER000"],
    );
    assert.deepEqual((await search(database, { max_total: 0 })).ids, ["ORDER003"]);
    const { text } = await search(database, { date: "2020-01-01" });
    assert.match(text, /^No order matches\./);
  },
);

onEveryEngine(
  "pages contain every order once, even if many opened in one second",
  async (engine) => {
    await alwaysAsync(
      fc.asyncProperty(
        fc.array(fc.nat(3), { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 8 }),
        async (minutes, limit) => {
          await using database = await openWith(
            engine,
            ...minutes.map((minute, index) => ({
              id: `PAGE${String(index).padStart(4, "0")}`,
              opened: moment(`2026-12-14T12:0${minute}`),
            })),
          );
          const whole = await search(database, { limit: 100 });
          const paged: string[] = [];
          let cursor: unknown;
          do {
            const page = await search(database, { limit, ...(cursor !== undefined && { cursor }) });
            paged.push(...page.ids);
            cursor = page.structured.next_cursor;
          } while (cursor !== undefined);
          assert.deepEqual(paged, whole.ids);
          assert.equal(new Set(paged).size, minutes.length);
        },
      ),
      20,
      engine,
    );
  },
);

onEveryEngine(
  "bounds, dates and cursors that make no sense are refused by name",
  async (engine) => {
    await using database = await openWith(engine, {});
    const faulty = async (args: Record<string, unknown>) => {
      const { structured } = await search(database, args);
      const fields = structured.fields as { field: string }[] | undefined;
      return [structured.error_code, ...(fields ?? []).map(({ field }) => field)];
    };
    assert.deepEqual(await faulty({ end_date: "2026-12-14" }), ["INVALID_INPUT", "date"]);
    assert.deepEqual(await faulty({ date: "2026-02-30" }), ["INVALID_INPUT", "date"]);
    assert.deepEqual(await faulty({ min_total: 2, max_total: 1 }), ["INVALID_INPUT", "max_total"]);
    for (const cursor of ["x", "*", btoa("2026-12-14T12:00:00Z order"), "%00", "é"]) {
      assert.deepEqual(await faulty({ cursor }), ["INVALID_INPUT", "cursor"], cursor);
    }
  },
);

onEveryEngine("twenty orders of any length fit into 2,000 tokens", async (engine) => {
  const long = "x".repeat(200);
  await using database = await openWith(
    engine,
    ...Array.from({ length: 25 }, (_, index) => ({
      id: `LONG${String(index).padStart(4, "0")}`,
      table_name: long,
      customer_name: long,
      lines: Array.from({ length: 30 }, () => line({ name: long, notes: long })),
    })),
  );
  const { structured, text, ids } = await search(database, {});
  assert.equal(ids.length, 20);
  assert.ok(typeof structured.next_cursor === "string");
  assert.ok(JSON.stringify(structured).length <= 8000, `${JSON.stringify(structured).length}`);
  assert.ok(text.length <= 8000, `${text.length}`);
  assert.match(text, /and \d+ more/);
});

onEveryEngine(
  "an order is traced: tip, payments, discount, refund, who cancelled it",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const sales = newSales([
      order({
        id: "TRACED00",
        number: "71",
        lines: [line({ gross: 10_00, discount: 2_00, tax: 80 }), line({ voided: true })],
        discounts: [{ name: "Happy hour", amount: 2_00 }],
        payments: [{ method: "cash", amount: 8_80, tip: 1_20 }],
      }),
      order({ id: "LOST0000", number: "72", status: "cancelled", lines: [line({ gross: 34_00 })] }),
      order({ id: "PLAIN000", number: "73", lines: [line({ gross: 99_00 })] }),
    ], [refund({ order_id: "TRACED00", reason: "Cold" })]);
    await database.write(async (writer) => {
      await writeSales(writer, sales, WRITTEN_AT);
      await writer.insertInto("order_progress").values({
        location_id: "downtown",
        order_id: "LOST0000",
        position: 1,
        status: "cancelled",
        reason: "Left",
        actor: "waiter",
        at: WRITTEN_AT,
      }).execute();
    });
    const find = async (args: Record<string, unknown>) => {
      const { structured, text } = await callTool(testRegistry(database), "search_orders", args);
      return { orders: structured.orders as Record<string, unknown>[], text };
    };
    const { orders: [traced], text } = await find({ has: "discount" });
    const { order_id, total, tip, discounts, payments, refunds } = traced ?? {};
    assert.deepEqual({ order_id, total, tip, discounts, payments, refunds }, {
      order_id: "TRACED00",
      total: 8.8,
      tip: 1.2,
      discounts: ["Happy hour 2.00"],
      payments: ["cash 10.00"],
      refunds: ["5.00 to card on 2026-12-15: Cold"],
    });
    assert.match(
      text,
      /tip 1\.20 \| discounts Happy hour 2\.00 \| paid cash 10\.00 \| refunded 5\.00/,
    );
    const found = async (args: Record<string, unknown>) =>
      (await find(args)).orders.map(({ order_id }) => order_id);
    assert.deepEqual(await found({ has: "refund" }), ["TRACED00"]);
    assert.deepEqual(await found({ has: "void" }), ["TRACED00"]);
    assert.deepEqual(await found({ payment_method: "CASH" }), ["TRACED00"]);
    // The amount with its tip, and what a cancelled order would have come to.
    assert.deepEqual(await found({ min_total: 10, max_total: 10 }), ["TRACED00"]);
    assert.deepEqual(await found({ min_total: 34, max_total: 34 }), ["LOST0000"]);
    const [lost] = (await find({ has: "cancelled" })).orders;
    assert.deepEqual(
      [lost?.total, lost?.cancelled_total, lost?.cancelled],
      [0, 34, "by waiter: Left"],
    );
  },
);

onEveryEngine(
  "who and why are told to those who may know; further payments are counted",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const payments = ["cash", "card", "gift_card", "voucher", "card"]
      .map((method) => ({ method, amount: 2_00, tip: 0 }));
    const sales = newSales([
      order({
        id: "REASON00",
        lines: [
          line({ gross: 10_00, discount: 2_00, reason: "Long wait" }),
          line({ ...SALAD, voided: true, reason: "Dropped" }),
        ],
        discounts: [{ name: "Sorry", amount: 2_00 }],
        payments,
      }),
    ], [refund({ order_id: "REASON00", reason: "Cold", server: "Ada" })]);
    await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
    const registry = testRegistry(database);
    const { structured } = await callTool(registry, "search_orders", { has: "refund" });
    const [found] = structured.orders as Record<string, unknown>[];
    assert.deepEqual(found?.refunds, ["5.00 to card by Ada on 2026-12-15: Cold"]);
    assert.deepEqual(found?.payments, [
      "cash 2.00",
      "card 2.00",
      "gift_card 2.00",
      "and 2 more",
    ]);
    assert.deepEqual(found?.items, [
      "1 Cheeseburger, reduced (Long wait)",
      "1 Salad, voided (Dropped)",
    ]);
    const waiter = { ...LOCAL, scopes: new Set(["orders:read"] as const) };
    const forWaiter = await callTool(registry, "search_orders", { has: "refund" }, waiter);
    const [shown] = forWaiter.structured.orders as Record<string, unknown>[];
    assert.deepEqual(shown?.refunds, ["5.00 to card on 2026-12-15: Cold"]);
    const read = (who = LOCAL) => readResource(registry, "restaurant://orders/2026-12-14", who);
    assert.match(await read(), /"server": ?"Ada"/);
    assert.doesNotMatch(await read(waiter), /Ada/);
  },
);
