import assert from "node:assert/strict";
import { IDENTITY } from "../../src/app/registry.ts";
import { fillDemo } from "../../src/demo/fill_demo.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { storeAnalyses } from "../../src/restaurant/feedback/store_analyses.ts";
import type { Database, Reader } from "../../src/storage/database.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { type Entry, keptBooks, netBy, netOf, ordersIn } from "../support/books.ts";
import { noon, testRegistry } from "../support/calls.ts";
import { connectClient } from "../support/clients.ts";
import { serveHttp } from "../support/http.ts";

/*
 * The questions that an owner asks, in the order in which they matter, each answered by tools alone
 * through a real client; what must come is counted here from the rows, without the program's sums.
 */

interface Group {
  readonly group: string;
  readonly id?: string;
  readonly total_sales: number;
  readonly transactions: number;
  readonly units: number;
  readonly taken?: number | null;
  readonly food_cost?: number;
  readonly margin?: number;
  readonly change?: { readonly difference: number };
}
// Answers are looked at where a test needs them.
// deno-lint-ignore no-explicit-any
type Structured = Record<string, any>;
type Ask = (tool: string, args: Record<string, unknown>) => Promise<Structured>;
interface Asked {
  readonly ask: Ask;
  readonly reader: Reader;
  readonly books: readonly Entry[];
}

const YESTERDAY = "2026-12-30";
/** A week and the one before, without a holiday in either. */
const WEEK = { date: "2026-12-14", end_date: "2026-12-20" };
const WEEK_BEFORE = { date: "2026-12-07", end_date: "2026-12-13" };

const within = ({ date, end_date }: typeof WEEK) => (entry: Entry) =>
  entry.date >= date && entry.date <= end_date;
const near = (value: number, expected: number, what = "") =>
  assert.ok(Math.abs(value - expected) < 0.006, `${what} ${value}, expected ${expected}`);

/** Groups as a record, without those that are zero. */
function totals(breakdown: readonly Group[]): Record<string, number> {
  return nonZero(
    Object.fromEntries(breakdown.map(({ group, id, total_sales }) => [id ?? group, total_sales])),
  );
}

function nonZero(record: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== 0));
}

const QUESTIONS: Readonly<Record<string, (asked: Asked) => Promise<void>>> = {
  async "1. How did we do yesterday and last week?"({ ask, books }) {
    const day = await ask("get_sales_data", { date: "yesterday", compare_to: "previous_week" });
    const of = (date: string) => books.filter((entry) => entry.date === date);
    assert.equal(day.date, YESTERDAY);
    assert.equal(day.complete, true);
    assert.equal(day.total_sales, netOf(of(YESTERDAY)));
    assert.equal(day.transactions, ordersIn(of(YESTERDAY)));
    near(day.average_check, netOf(of(YESTERDAY)) / ordersIn(of(YESTERDAY)));
    const week = await ask("get_sales_data", { ...WEEK, compare_to: "previous_week" });
    const [now, then] = [WEEK, WEEK_BEFORE].map((days) => netOf(books.filter(within(days))));
    assert.deepEqual([week.total_sales, week.comparison.total_sales], [now, then]);
    near(week.comparison.total_sales_change_percent, ((now ?? 0) / (then ?? 1) - 1) * 100);
  },

  async "2. Why up or down?"({ ask, books }) {
    const { sections: [drivers] } = await ask("get_analytics", {
      date_range: `${WEEK.date}..${WEEK.end_date}`,
      sections: ["drivers"],
    });
    const { change, ...parts } = drivers.figures as Record<string, number>;
    const [now, then] = [WEEK, WEEK_BEFORE].map((days) => netOf(books.filter(within(days))));
    near(change ?? NaN, (now ?? 0) - (then ?? 0));
    near(Object.values(parts).reduce((sum, part) => sum + part, 0), change ?? NaN);
  },

  async "3. Sales by hour and daypart?"({ ask, books }) {
    const own = books.filter(within(WEEK));
    const hours = await ask("get_sales_data", { ...WEEK, group_by: "hour" });
    const name = ({ hour }: Entry) => `${String(hour).padStart(2, "0")}:00`;
    assert.deepEqual(totals(hours.breakdown), nonZero(netBy(own, name)));
    const dayparts = await ask("get_sales_data", { ...WEEK, group_by: "daypart" });
    assert.equal(
      Math.round(100 * dayparts.breakdown.reduce((s: number, g: Group) => s + g.total_sales, 0)),
      Math.round(100 * netOf(own)),
    );
  },

  async "4. Best and worst items by units, net and margin?"({ ask, books, reader }) {
    const own = books.filter(within(WEEK)).filter(({ item }) => item !== "");
    const net = netBy(own, ({ item }) => item);
    const best = await ask("get_sales_data", { ...WEEK, group_by: "item", limit: 400 });
    const groups = (best.breakdown as Group[]).filter(({ id }) => id !== undefined && id !== "");
    assert.deepEqual(totals(groups), nonZero(net));
    assert.equal(groups[0]?.total_sales, Math.max(...Object.values(net)));
    const units = (id = "") =>
      own.filter(({ item }) => item === id).reduce((sum, entry) => sum + entry.units, 0);
    for (const group of groups) near(group.units, units(group.id), group.group);
    const [first] = groups;
    const cost = await costOf(reader, first?.id ?? "");
    near(first?.food_cost ?? NaN, cost * units(first?.id));
    near(first?.margin ?? NaN, (first?.total_sales ?? 0) - cost * units(first?.id));
    const worst = await ask("get_sales_data", { ...WEEK, group_by: "item", order: "lowest" });
    const least = Math.min(...worst.breakdown.map(({ total_sales }: Group) => total_sales));
    assert.equal(worst.breakdown[0].total_sales, least);
  },

  async "5. What runs out before the next delivery, what do I order?"({ ask, reader }) {
    const { items } = await ask("get_inventory", { filter: "low", limit: 100 });
    const expected = await lowIngredients(reader);
    assert.ok(expected.length > 0);
    assert.deepEqual(
      items.map((i: Structured) => `${i.location} ${i.item_id}`).sort(),
      expected.sort(),
    );
    for (const item of items) {
      assert.equal(item.on_hand, await ledgerOf(reader, item.location, item.item_id));
      assert.ok(item.on_hand + item.on_order + item.order_packs * item.pack_size >= item.par);
      assert.ok(item.next_delivery >= "2026-12-31");
    }
  },

  async "6. What is 86'd?"({ ask, reader }) {
    const rows = await reader.selectFrom("item_availability").selectAll().execute();
    const { items } = await ask("get_menu", { only_unavailable: true });
    assert.ok(rows.length > 0);
    assert.deepEqual(
      items.map(({ item_id, id }: Structured) => item_id ?? id).sort(),
      [...new Set(rows.map(({ menu_item_id }) => menu_item_id))].sort(),
    );
  },

  async "7. Which location is the outlier?"({ ask, books }) {
    const { breakdown } = await ask("get_sales_data", {
      ...WEEK,
      group_by: "location",
      compare_to: "previous_week",
    });
    const [now, then] = [WEEK, WEEK_BEFORE].map((days) =>
      netBy(books.filter(within(days)), ({ location }) => location)
    );
    assert.equal(breakdown.length, 2);
    for (const { id, change } of breakdown) {
      near(change.difference, (now?.[id] ?? NaN) - (then?.[id] ?? NaN), id);
    }
  },

  async "8. Labour % and prime cost?"({ ask, books, reader }) {
    const { sections: [{ figures }] } = await ask("get_analytics", {
      date_range: `${WEEK.date}..${WEEK.end_date}`,
      sections: ["labour"],
    });
    const shifts = await reader.selectFrom("time_entries").selectAll()
      .where("business_date", ">=", WEEK.date).where("business_date", "<=", WEEK.end_date)
      .execute();
    const cost = shifts.reduce(
      (sum, { regular_pay, overtime_pay }) => sum + (regular_pay ?? 0) + (overtime_pay ?? 0),
      0,
    ) / 100;
    const net = netOf(books.filter(within(WEEK)));
    near(figures.labour_cost, cost);
    near(figures.labour_percent_of_net, cost / net * 100);
    near(figures.prime_cost_percent, figures.prime_cost / net * 100);
  },

  async "9. Voids, comps, discounts, refunds?"({ ask, books, reader }) {
    const own = books.filter(within(WEEK));
    const answer = await ask("get_sales_data", WEEK);
    near(answer.discounts, own.reduce((sum, { discount }) => sum + discount, 0) / 100);
    const refunds = own.filter(({ order_id }) => order_id === null);
    near(answer.refunds, -netOf(refunds));
    near(answer.voids, await voidsOf(reader));
    const found = await ask("search_orders", { ...WEEK, has: "void", limit: 100 });
    const voided = (await reader.selectFrom("order_lines")
      .innerJoin("orders", "orders.id", "order_lines.order_id").select("order_id").distinct()
      .where("business_date", ">=", WEEK.date).where("business_date", "<=", WEEK.end_date)
      .where("voided", "=", 1).execute()).map(({ order_id }) => order_id);
    assert.deepEqual(
      found.orders.map(({ order_id }: Structured) => order_id).sort(),
      voided.sort(),
    );
  },

  async "10. Actual against theoretical food cost, waste?"({ ask, books, reader }) {
    const { sections: [{ figures }] } = await ask("get_analytics", {
      date_range: `${WEEK.date}..${WEEK.end_date}`,
      sections: ["costs"],
    });
    let cost = 0;
    for (const [item, some] of Map.groupBy(books.filter(within(WEEK)), ({ item }) => item)) {
      if (item === "") continue;
      cost += await costOf(reader, item) *
        some.filter(({ order_id }) => order_id !== null).reduce((sum, { units }) => sum + units, 0);
    }
    assert.ok(Math.abs(figures.theoretical_food_cost - cost) < cost / 100, `${cost}`);
  },

  async "11. Open and late orders right now?"({ ask, reader }) {
    const open = await reader.selectFrom("orders").select("id")
      .where("status", "in", ["received", "preparing", "ready"]).execute();
    assert.equal((await ask("get_live_orders", {})).open_count, open.length);
  },

  async "12. What do guests praise and complain about?"({ ask, reader }) {
    const rows = await reader.selectFrom("feedback").select(["id", "rating"])
      .where("business_date", ">=", "2026-12-03").where("business_date", "<=", YESTERDAY)
      .execute();
    const answer = await ask("search_feedback", { date_range: "last_28_days" });
    const { positive, negative, neutral, mixed } = answer.sentiments;
    assert.ok(rows.length > 10);
    assert.deepEqual([answer.count, positive + negative + neutral + mixed], [
      rows.length,
      rows.length,
    ]);
    const rated = rows.flatMap(({ rating }) => rating ?? []);
    near(answer.average_rating, rated.reduce((sum, one) => sum + one, 0) / rated.length);
    assert.ok(answer.themes.length > 0);
  },

  async "13. Find that order"({ ask, reader }) {
    const [largest] = (await reader.selectFrom("orders").selectAll()
      .where("business_date", "=", YESTERDAY).execute())
      .toSorted((a, b) => b.gross - a.gross);
    const paid = await reader.selectFrom("order_payments").selectAll()
      .where("order_id", "=", largest?.id ?? "").execute();
    const total = paid.reduce((sum, { amount }) => sum + amount, 0) / 100;
    const { orders } = await ask("search_orders", {
      date: YESTERDAY,
      min_total: total,
      max_total: total,
    });
    const found = orders.find(({ order_id }: Structured) => order_id === largest?.id);
    assert.equal(found?.total, total);
  },

  async "14. Mix by order type, payment, tax and tips for the books?"({ ask, books, reader }) {
    const own = books.filter(within(WEEK));
    const types = await ask("get_sales_data", { ...WEEK, group_by: "order_type" });
    assert.deepEqual(totals(types.breakdown), netBy(own, ({ order_type }) => order_type));
    const { tax, tips, taken } = await moneyOf(reader);
    const methods = await ask("get_sales_data", { ...WEEK, group_by: "payment_method" });
    assert.deepEqual([methods.tax, methods.tips], [tax, tips]);
    const drawers = Object.fromEntries(
      methods.breakdown.filter(({ taken }: Group) => taken !== null)
        .map(({ group, taken }: Group) => [group, taken]),
    );
    assert.deepEqual(drawers, taken);
  },

  async "15. What to expect on Friday, how much to prepare?"({ ask, books }) {
    const { days, tables } = await ask("forecast_demand", {
      horizon_days: 7,
      location: "orchard-street",
    });
    const friday = days.find(({ weekday }: Structured) => weekday === "Fri");
    assert.equal(friday.date, "2027-01-01");
    const saturday = days.find(({ weekday }: Structured) => weekday === "Sat");
    const last = ["2026-12-05", "2026-12-12", "2026-12-19", "2026-12-26"].map((date) =>
      ordersIn(books.filter((e) => e.date === date && e.location === "orchard-street"))
    );
    const mean = last.reduce((sum, one) => sum + one, 0) / 4;
    assert.ok(saturday.orders > mean * 0.6 && saturday.orders < mean * 1.6, `${mean}`);
    assert.ok(saturday.orders_low <= saturday.orders && saturday.orders <= saturday.orders_high);
    assert.ok(tables.some(({ title }: Structured) => /prepare/i.test(title)));
  },
};

Deno.test("the fifteen questions are answered by tools alone, with the figures of the rows", async (test) => {
  await using database = await openSqlite(IN_MEMORY);
  await fillDemo(database, { now: noon(), months: 3 });
  while (await storeAnalyses(database, "2026-12-31T12:00:00Z") > 0);
  await using client = await clientOf(database);
  await client.callTool("set_item_availability", {
    item_id: "BLDSPRTZ",
    availability: "out_of_stock",
    location: "echo-park",
  });
  const ask: Ask = async (tool, args) => {
    const { structured, isError, text } = await client.callTool(tool, args);
    assert.equal(isError, false, text);
    return structured;
  };
  const asked = { ask, reader: database.reader, books: await keptBooks(database.reader) };
  for (const [question, answered] of Object.entries(QUESTIONS)) {
    await test.step(question, () => answered(asked));
  }
});

async function clientOf(database: Database) {
  const registry = testRegistry(database);
  const server = await serveHttp(serverFactory(IDENTITY, registry), { registry });
  const client = await connectClient(server.url);
  return {
    callTool: client.callTool,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** What one of an item costs by its recipe, in major units. */
async function costOf(reader: Reader, menu_item_id: string): Promise<number> {
  const rows = await reader.selectFrom("recipe_lines")
    .innerJoin("ingredients", "ingredients.id", "recipe_lines.ingredient_id")
    .select(["quantity", "yield_percent", "pack_cost", "pack_size"])
    .where("menu_item_id", "=", menu_item_id).execute();
  return rows.reduce(
    (sum, { quantity, yield_percent, pack_cost, pack_size }) =>
      sum + quantity * 100 / yield_percent * pack_cost / pack_size,
    0,
  ) / 100;
}

async function ledgerOf(reader: Reader, location_id: string, ingredient_id: string) {
  const rows = await reader.selectFrom("stock_movements").select("quantity")
    .where("location_id", "=", location_id).where("ingredient_id", "=", ingredient_id).execute();
  return rows.reduce((sum, { quantity }) => sum + quantity, 0) / 1000;
}

/** Out, at the reorder point, or used up within lead time and interval at the use of four weeks. */
async function lowIngredients(reader: Reader): Promise<string[]> {
  const books = (await keptBooks(reader)).filter(({ date }) =>
    date >= "2026-12-03" && date <= YESTERDAY
  );
  const recipes = await reader.selectFrom("recipe_lines").selectAll().execute();
  const shelves = await reader.selectFrom("stock")
    .innerJoin("ingredients", "ingredients.id", "stock.ingredient_id")
    .selectAll("stock").select(["lead_time_days", "delivery_interval_days"]).execute();
  return shelves.filter((shelf) => {
    const used = books.filter(({ location }) => location === shelf.location_id)
      .reduce((sum, { item, units }) => {
        const line = recipes.find((one) =>
          one.menu_item_id === item && one.ingredient_id === shelf.ingredient_id
        );
        return line === undefined ? sum : sum + units * line.quantity * 100 / line.yield_percent;
      }, 0) / 28;
    const days = shelf.lead_time_days + shelf.delivery_interval_days;
    return shelf.on_hand <= 0 || shelf.on_hand < used * days ||
      shelf.on_hand <= shelf.reorder_point;
  }).map(({ location_id, ingredient_id }) => `${location_id} ${ingredient_id}`);
}

async function voidsOf(reader: Reader): Promise<number> {
  const rows = await reader.selectFrom("order_lines")
    .innerJoin("orders", "orders.id", "order_lines.order_id")
    .select(["order_lines.gross", "voided", "status"])
    .where("business_date", ">=", WEEK.date).where("business_date", "<=", WEEK.end_date).execute();
  return rows.filter(({ voided, status }) => voided === 1 || status === "cancelled")
    .reduce((sum, { gross }) => sum + gross, 0) / 100;
}

/** Tax and tips of the week, and what was taken with each method. */
async function moneyOf(reader: Reader) {
  const orders = await reader.selectFrom("orders").select("id")
    .where("business_date", ">=", WEEK.date).where("business_date", "<=", WEEK.end_date)
    .where("status", "!=", "cancelled").execute();
  const ids = new Set(orders.map(({ id }) => id));
  const refunds = await reader.selectFrom("refunds").selectAll()
    .where("business_date", ">=", WEEK.date).where("business_date", "<=", WEEK.end_date).execute();
  const back = new Set(refunds.map(({ id }) => id));
  const lines = (await reader.selectFrom("order_lines").selectAll().execute())
    .filter((line) => ids.has(line.order_id) && line.voided === 0 && line.gift_card === 0);
  const returned = (await reader.selectFrom("refund_lines").selectAll().execute())
    .filter(({ refund_id }) => back.has(refund_id));
  const payments = (await reader.selectFrom("order_payments").selectAll().execute())
    .filter(({ order_id }) => ids.has(order_id));
  const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0) / 100;
  return {
    tax: sum([...lines.map(({ tax }) => tax), ...returned.map(({ tax }) => -tax)]),
    tips: sum([...payments.map(({ tip }) => tip), ...refunds.map(({ tips }) => -tips)]),
    taken: Object.fromEntries(
      [...Map.groupBy(payments, ({ method }) => method)].map(([method, some]) => [
        method,
        sum(some.map(({ amount, tip }) => amount + tip)),
      ]),
    ),
  };
}
