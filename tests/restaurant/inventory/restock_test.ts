import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import {
  lastingDays,
  packsToOrder,
  stateOf,
  type Supply,
  tenthsOfDaysOnHand,
} from "../../../src/restaurant/inventory/restock.ts";
import { fraction } from "../../../src/values/fraction.ts";

/** Ten a day, two days to deliver, three between deliveries, packs of one. */
function supply(parts: Partial<Supply> = {}): Supply {
  return {
    on_hand: 28_000,
    arrivals: [],
    per_day: fraction([10_000]),
    reorder_point: 0,
    par_level: 0,
    pack_size: 1_000,
    lead_time_days: 2,
    delivery_interval_days: 3,
    ...parts,
  };
}

Deno.test("10 a day, lead 2, interval 3, on hand 28: order 22", () => {
  assert.equal(packsToOrder(supply()), 22);
  assert.equal(packsToOrder(supply({ pack_size: 12_000 })), 2);
  assert.equal(packsToOrder(supply(), 7), 42);
});

Deno.test("stock below zero is ordered, too; sufficient stock is not", () => {
  assert.equal(packsToOrder(supply({ on_hand: -5_000 })), 55);
  assert.equal(packsToOrder(supply({ on_hand: 50_000 })), 0);
  assert.equal(packsToOrder(supply({ per_day: fraction([0]) })), 0);
});

Deno.test("what is on order is not ordered again; a par above what is used is ordered up to", () => {
  const coming = (quantity: number) => ({ arrivals: [{ days: 1, quantity }] });
  assert.equal(packsToOrder(supply(coming(20_000))), 2);
  assert.equal(packsToOrder(supply(coming(25_000))), 0);
  assert.equal(packsToOrder(supply({ par_level: 60_000 })), 32);
  assert.equal(packsToOrder(supply({ par_level: 60_000 }), 3), 2);
});

Deno.test("an order covers the days, and one pack less would not", () => {
  const any = fc.record({
    on_hand: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    per_day: fc.tuple(fc.nat(1_000_000), fc.integer({ min: 1, max: 28 }))
      .map(([total, days]) => fraction([total], [days])),
    pack_size: fc.integer({ min: 1, max: 100_000 }),
  });
  fc.assert(fc.property(any, (parts) => {
    const packs = packsToOrder(supply(parts));
    const { numerator, denominator } = parts.per_day;
    const lacks = (count: number) =>
      BigInt(parts.on_hand + count * parts.pack_size) * denominator < numerator * 5n;
    assert.ok(!lacks(packs));
    assert.ok(packs === 0 || lacks(packs - 1));
  }));
});

Deno.test("days on hand are stock divided by usage", () => {
  assert.equal(tenthsOfDaysOnHand(supply()), 28);
  assert.equal(tenthsOfDaysOnHand(supply({ on_hand: -5_000 })), -5);
  assert.equal(tenthsOfDaysOnHand(supply({ per_day: fraction([0]) })), null);
});

Deno.test("the most urgent state is reported", () => {
  const states = [
    [{ on_hand: 0 }, "out"],
    [{ on_hand: -1 }, "out"],
    [{ on_hand: 49_999 }, "runs_out"],
    [{ on_hand: 50_000 }, "ok"],
    [{ on_hand: 50_000, reorder_point: 50_000 }, "low"],
    [{ on_hand: 50_001, reorder_point: 50_000 }, "ok"],
    [{ on_hand: 50_000, par_level: 50_001 }, "below_par"],
    [{ on_hand: 50_001, par_level: 50_001 }, "ok"],
  ] as const;
  for (const [parts, state] of states) assert.equal(stateOf(supply(parts)), state);
});

Deno.test("stock lasts until the delivery after next, or for whole days", () => {
  const delivery = (days: number, quantity = 30_000) => ({ arrivals: [{ days, quantity }] });
  const lasting = [
    [{ on_hand: 50_000 }, null],
    [{ on_hand: 49_999 }, 4],
    [{ on_hand: 20_000 }, 2],
    [{ on_hand: 19_999 }, 1],
    [{ on_hand: 20_000, ...delivery(2) }, null],
    [{ on_hand: 19_999, ...delivery(2) }, 1],
    [{ on_hand: 20_000, ...delivery(2, 29_999) }, 4],
    // What comes today or is overdue, and what comes too late.
    [{ on_hand: 20_000, ...delivery(0) }, null],
    [{ on_hand: 20_000, ...delivery(5) }, 2],
    [{ on_hand: 1, per_day: fraction([0]) }, null],
  ] as const;
  for (const [parts, days] of lasting) assert.equal(lastingDays(supply(parts)), days);
});

Deno.test("whatever is to order is below par, or more urgent", () => {
  fc.assert(
    fc.property(fc.integer({ min: -10_000, max: 100_000 }), fc.nat(60_000), (on_hand, par) => {
      const some = supply({ on_hand, par_level: par });
      if (packsToOrder(some) > 0) assert.notEqual(stateOf(some), "ok");
    }),
  );
});
