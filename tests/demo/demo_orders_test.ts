import assert from "node:assert/strict";
import { readLocations } from "../../src/restaurant/locations/location.ts";
import { readModifierGroups } from "../../src/restaurant/menu/modifier_groups.ts";
import { readMenuItems } from "../../src/restaurant/menu/menu_items.ts";
import { type Order, orderTotals, soldLines } from "../../src/restaurant/orders/model/order.ts";
import { readOrders, readRefunds } from "../../src/restaurant/orders/read/read_orders.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import { momentOfInstant } from "../../src/values/business_day.ts";
import { sum } from "../../src/values/sum.ts";
import { DEMO_NOW, openDemo } from "../support/demo.ts";

const { database: { reader }, summary } = await openDemo({ months: 3 });
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
const orders = await readOrders(
  reader,
  ids(await reader.selectFrom("orders").select("id").execute()),
);
const refunds = await readRefunds(
  reader,
  ids(await reader.selectFrom("refunds").select("id").execute()),
);
const menu = await readMenuItems(reader);
const locations = await readLocations(reader);
const open = orders.filter(({ status }) => ["received", "preparing", "ready"].includes(status));

/** The orders that break a rule. */
function faulty(rule: (order: Order) => boolean, among: readonly Order[] = orders): Order[] {
  return among.filter((order) => !rule(order));
}

Deno.test("the rollups equal the sums of orders and refunds", async () => {
  const { different, orders, refunds: counted } = await checkRollups(reader);
  assert.equal(different, 0);
  assert.equal(orders, summary.orders);
  assert.equal(counted, refunds.length);
});

Deno.test("every order and refund has the moment of its location's calendar", () => {
  const calendars = new Map(locations.map((location) => [location.id, location]));
  const moments = [
    ...orders.map(({ location_id, opened }) => ({ location_id, moment: opened })),
    ...refunds.map(({ location_id, refunded }) => ({ location_id, moment: refunded })),
  ];
  for (const { location_id, moment } of moments) {
    const calendar = calendars.get(location_id);
    assert.ok(calendar);
    assert.deepEqual(moment, momentOfInstant(Temporal.Instant.from(moment.at), calendar));
    assert.ok(Temporal.Instant.compare(moment.at, DEMO_NOW) <= 0);
  }
});

Deno.test("orders after midnight belong to the day before, at both locations", () => {
  for (const { id, time_zone } of locations) {
    const late = orders.filter(({ location_id, opened }) =>
      location_id === id && opened.local_hour < 4
    );
    assert.ok(late.length > 5, id);
    for (const { opened } of late) {
      const date = Temporal.Instant.from(opened.at).toZonedDateTimeISO(time_zone).toPlainDate();
      assert.equal(opened.business_date, date.subtract({ days: 1 }).toString());
    }
  }
});

Deno.test("numbers restart every day", () => {
  const days = Map.groupBy(orders, (order) => `${order.location_id} ${order.opened.business_date}`);
  for (const [day, ofDay] of days) {
    const inTime = ofDay.toSorted((a, b) => a.opened.at < b.opened.at ? -1 : 1);
    assert.deepEqual(inTime.map(({ number }) => Number(number)), ofDay.map((_, i) => i + 1), day);
  }
});

Deno.test("every line is on the menu under its own name and category", () => {
  const items = new Map(menu.map((item) => [item.id, item]));
  for (const line of orders.flatMap(({ lines }) => lines)) {
    const item = items.get(line.menu_item_id);
    assert.deepEqual([line.name, line.category], [item?.name, item?.category]);
  }
});

Deno.test("guests choose as many modifiers as each group lets them", async () => {
  const groups = await readModifierGroups(reader, menu);
  for (const { menu_item_id, name, modifiers = [] } of orders.flatMap(({ lines }) => lines)) {
    const own = groups.get(menu_item_id) ?? [];
    for (const { modifiers: offered, min_selections, max_selections } of own) {
      const chosen = modifiers.filter(({ modifier_id }) =>
        offered.some(({ id }) => id === modifier_id)
      );
      assert.ok(chosen.length >= min_selections && chosen.length <= (max_selections ?? 9), name);
      assert.equal(new Set(chosen).size, chosen.length);
    }
    const known = own.flatMap(({ modifiers }) => modifiers.map(({ id }) => id));
    assert.ok(modifiers.every(({ modifier_id }) => known.includes(modifier_id ?? "")), name);
  }
});

Deno.test("payments equal the amount due", () => {
  const paid = orders.filter(({ status, payments }) =>
    status === "completed" && payments.length > 0
  );
  const due = (order: Order) => {
    const { gross, discounts, service_charges, gratuity, tax } = orderTotals(order);
    const cards = order.lines.filter(({ gift_card }) => gift_card).map(({ gross }) => gross);
    return gross - discounts + service_charges + gratuity + tax + sum(cards);
  };
  const amounts = ({ payments }: Order) => sum(payments.map(({ amount }) => amount));
  assert.ok(paid.length > 1000);
  assert.deepEqual(faulty((order) => amounts(order) === due(order), paid), []);
  const unpaid = orders.filter(({ status, payments }) =>
    status === "completed" && payments.length === 0
  );
  assert.deepEqual(faulty((order) => due(order) === 0, unpaid), []);
});

Deno.test("discounts have names, and their amounts are in the lines", () => {
  const discounted = orders.filter(({ discounts }) => discounts.length > 0);
  assert.ok(discounted.length > 100);
  assert.deepEqual(
    faulty((order) =>
      sum(order.discounts.map(({ amount }) => amount)) === orderTotals(order).discounts
    ),
    [],
  );
  assert.deepEqual(
    faulty(({ discounts, lines }) =>
      discounts.every(({ line_number, amount }) =>
        line_number === undefined || lines[line_number - 1]?.discount === amount
      )
    ),
    [],
  );
});

Deno.test("only guests at a table are counted, and most of them are", () => {
  const seated = orders.filter(({ order_type }) => order_type === "dine_in");
  const others = orders.filter(({ order_type }) => order_type !== "dine_in");
  assert.deepEqual(
    faulty(({ guests, table_name }) => guests === null && table_name === null, others),
    [],
  );
  assert.deepEqual(
    faulty(({ table_name, customer_name }) => !!table_name && !customer_name, seated),
    [],
  );
  const share = seated.filter(({ guests }) => guests !== null).length / seated.length;
  assert.ok(share > 0.85 && share < 1);
});

Deno.test("fees are for deliveries, gratuities for large parties at a table", () => {
  const charged = orders.flatMap((order) =>
    order.service_charges.map((charge) => ({ order, charge }))
  );
  const [gratuities, fees] = [true, false].map((wanted) =>
    charged.filter(({ charge }) => charge.is_gratuity === wanted).map(({ order }) => order)
  );
  assert.ok(fees?.length && gratuities?.length);
  assert.deepEqual(faulty(({ order_type }) => order_type === "delivery", fees), []);
  assert.deepEqual(
    faulty(({ order_type, guests }) => order_type === "dine_in" && (guests ?? 6) >= 6, gratuities),
    [],
  );
});

Deno.test("a refund gives back no more than was paid, for an order that was made", () => {
  const byId = new Map(orders.map((order) => [order.id, order]));
  assert.ok(refunds.length > 10);
  for (const refund of refunds) {
    const order = byId.get(refund.order_id ?? "");
    assert.ok(order);
    assert.equal(order.status, "completed");
    assert.ok(refund.refunded.at >= order.opened.at);
    assert.ok(refund.lines.length > 0);
    const net = (line: { gross: number; discount: number }) => line.gross - line.discount;
    const sold = soldLines(order).map((line) => `${line.menu_item_id} ${net(line)} ${line.tax}`);
    for (const { menu_item_id, amount, tax } of refund.lines) {
      assert.ok(sold.includes(`${menu_item_id} ${amount} ${tax}`));
    }
  }
});

Deno.test("cancelled orders were not paid and cost nothing", () => {
  const cancelled = orders.filter(({ status }) => status === "cancelled");
  assert.ok(cancelled.length > 5);
  assert.deepEqual(
    faulty(
      ({ payments, discounts, service_charges }) =>
        [...payments, ...discounts, ...service_charges].length === 0,
      cancelled,
    ),
    [],
  );
});

Deno.test("this evening's last orders are open, one at each location late", () => {
  const today = DEMO_NOW.toZonedDateTimeISO("America/New_York").toPlainDate().toString();
  assert.ok(open.length >= 2);
  assert.deepEqual(faulty(({ opened }) => opened.business_date === today, open), []);
  assert.deepEqual(
    faulty(({ order_type, payments }) => order_type !== "dine_in" || !payments.length, open),
    [],
  );
  const age = ({ opened }: Order) => DEMO_NOW.since(opened.at).total("minutes");
  const late = open.filter((order) => order.status === "preparing" && age(order) >= 40);
  assert.deepEqual(
    late.map(({ location_id }) => location_id).sort(),
    locations.map(({ id }) => id).sort(),
  );
});
