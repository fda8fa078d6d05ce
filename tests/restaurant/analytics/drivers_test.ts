import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import {
  type Drivers,
  driversOf,
  type SalesParts,
} from "../../../src/restaurant/analytics/drivers.ts";
import { always } from "../../support/always.ts";

/** Ten orders on two days: 20 burgers for 10.00, 10 salads for 6.00. */
const BASE: SalesParts = {
  open_days: 2,
  orders: 10,
  sold: new Map([
    ["burger", { units: 20_000, gross: 200_00 }],
    ["salad", { units: 10_000, gross: 60_00 }],
  ]),
  discounts: 10_00,
  refunds: 0,
  service_charges: 0,
};

const NOTHING: Drivers = {
  open_days: 0,
  orders_per_open_day: 0,
  items_per_order: 0,
  price: 0,
  mix: 0,
  discounts: 0,
  refunds: 0,
  service_charges: 0,
};

function sold(units: readonly [number, number], prices: readonly [number, number]) {
  return new Map([
    ["burger", { units: units[0] * 1000, gross: units[0] * prices[0] }],
    ["salad", { units: units[1] * 1000, gross: units[1] * prices[1] }],
  ]);
}

function total(drivers: Drivers | null): number {
  return Object.values(drivers ?? {}).reduce((sum: number, part: number) => sum + part, 0);
}

Deno.test("what did not change has no part", () => {
  assert.deepEqual(driversOf(BASE, BASE), NOTHING);
});

Deno.test("a third day with the same orders is all open days", () => {
  const more = { ...BASE, open_days: 3, orders: 15, sold: sold([30, 15], [10_00, 6_00]) };
  assert.deepEqual(driversOf(BASE, more), { ...NOTHING, open_days: 130_00 });
});

Deno.test("more orders a day, or more items in each, is its own part", () => {
  const orders = { ...BASE, orders: 20, sold: sold([40, 20], [10_00, 6_00]) };
  assert.deepEqual(driversOf(BASE, orders), { ...NOTHING, orders_per_open_day: 260_00 });
  const items = { ...BASE, sold: sold([40, 20], [10_00, 6_00]) };
  assert.deepEqual(driversOf(BASE, items), { ...NOTHING, items_per_order: 260_00 });
});

Deno.test("a dearer burger is price: 20 x 1.00", () => {
  const dearer = { ...BASE, sold: sold([20, 10], [11_00, 6_00]) };
  assert.deepEqual(driversOf(BASE, dearer), { ...NOTHING, price: 20_00 });
});

Deno.test("five guests who take the burger instead of the salad are mix: 5 x 4.00", () => {
  const other = { ...BASE, sold: sold([25, 5], [10_00, 6_00]) };
  assert.deepEqual(driversOf(BASE, other), { ...NOTHING, mix: 20_00 });
});

Deno.test("price and mix at once, by hand", () => {
  // Price: 22.5 burgers x 1.00. Mix: 5 x (10.50 - 6.00). Together 45.00 = 25 x 11 + 5 x 6 - 260.
  const both = { ...BASE, sold: sold([25, 5], [11_00, 6_00]) };
  assert.deepEqual(driversOf(BASE, both), { ...NOTHING, price: 22_50, mix: 22_50 });
});

Deno.test("discounts, refunds and service charges count as what they do to net sales", () => {
  const less = { ...BASE, discounts: 4_00, refunds: 3_00, service_charges: 2_00 };
  assert.deepEqual(driversOf(BASE, less), {
    ...NOTHING,
    discounts: 6_00,
    refunds: -3_00,
    service_charges: 2_00,
  });
});

Deno.test("a new dish is mix, not price", () => {
  const fresh = new Map([["burger", { units: 20_000, gross: 200_00 }], ["soup", {
    units: 10_000,
    gross: 50_00,
  }]]);
  assert.deepEqual(driversOf(BASE, { ...BASE, sold: fresh }), { ...NOTHING, mix: -10_00 });
});

Deno.test("nothing sold in a period is nothing to compare with", () => {
  const closed = { ...BASE, open_days: 0, orders: 0, sold: new Map() };
  assert.equal(driversOf(closed, BASE), null);
  assert.equal(driversOf(BASE, closed), null);
});

const anySold = fc.dictionary(
  fc.constantFrom("a", "b", "c", "d", "e"),
  fc.record({
    units: fc.integer({ min: 1, max: 2_000_000 }),
    price: fc.integer({ min: 0, max: 200_00 }),
  }).map(({ units, price }) => ({ units, gross: Math.round(units * price / 1000) })),
  { minKeys: 1 },
).map((items) => new Map(Object.entries(items)));

const anyParts = fc.record({
  open_days: fc.integer({ min: 1, max: 400 }),
  orders: fc.integer({ min: 1, max: 10_000 }),
  sold: anySold,
  discounts: fc.integer({ min: 0, max: 9_000_000 }),
  refunds: fc.integer({ min: 0, max: 9_000_000 }),
  service_charges: fc.integer({ min: 0, max: 9_000_000 }),
});

function net({ sold, discounts, refunds, service_charges }: SalesParts): number {
  const gross = sold.values().reduce((sum, one) => sum + one.gross, 0);
  return gross - discounts - refunds + service_charges;
}

Deno.test("the parts are integers and add up to the change, to the cent", () => {
  always(fc.property(anyParts, anyParts, (previous, current) => {
    const drivers = driversOf(previous, current);
    assert.ok(Object.values(drivers ?? {}).every(Number.isInteger));
    assert.equal(total(drivers), net(current) - net(previous));
  }));
});

Deno.test("the way back is the way there, turned round, within a cent of rounding", () => {
  always(fc.property(anyParts, anyParts, (previous, current) => {
    const there = driversOf(previous, current);
    const back = driversOf(current, previous);
    assert.ok(there !== null && back !== null);
    for (const name of Object.keys(there) as (keyof Drivers)[]) {
      assert.ok(Math.abs(there[name] + back[name]) <= 2, name);
    }
  }));
});
