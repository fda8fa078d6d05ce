import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import {
  estimate,
  type EstimateQuestion,
  usualPreparation,
} from "../../../src/restaurant/orders/take/estimate.ts";
import { always } from "../../support/always.ts";

const NOW = Temporal.Instant.from("2026-11-27T23:00:00Z");

function ask(parts: Partial<EstimateQuestion>) {
  return estimate({
    order_type: "takeout",
    items: 1,
    items_ahead: 0,
    now: NOW,
    requested: null,
    preparation: null,
    delivery: null,
    ...parts,
  });
}

Deno.test("without a history, the published times for one, two and three items hold", () => {
  assert.deepEqual([1, 2, 3].map(usualPreparation), [12.36, 18.38, 29.28]);
  assert.deepEqual([1, 2, 3].map((items) => ask({ items }).minutes), [13, 19, 30]);
  assert.equal(usualPreparation(4), 32.28);
  assert.equal(usualPreparation(99), 60);
});

Deno.test("the queue and the ride come on top, and all of it is explained", () => {
  const { ready_at, ...rest } = ask({ order_type: "delivery", items: 2, items_ahead: 4 });
  assert.equal(ready_at.toString(), "2026-11-27T23:43:00Z");
  assert.deepEqual(rest, {
    minutes: 43,
    preparation_minutes: 23,
    delivery_minutes: 20,
    explanation:
      "19 min to make 2 items (the usual time, because there is no history here yet); 4 min for " +
      "4 items ahead in the kitchen; 20 min delivery (the usual time).",
  });
});

Deno.test("a location's own history wins over the usual times", () => {
  const { preparation_minutes, delivery_minutes, explanation } = ask({
    order_type: "delivery",
    preparation: { minutes: 8.5, orders: 31 },
    delivery: { minutes: 12, orders: 14 },
  });
  assert.deepEqual([preparation_minutes, delivery_minutes], [9, 12]);
  assert.match(explanation, /median of 31 orders of this size here/);
  assert.match(explanation, /median of 14 here/);
});

Deno.test("an order for later is kept until then; one that cannot be made by then says so", () => {
  const later = ask({ requested: NOW.add({ minutes: 90 }) });
  assert.equal(later.minutes, 90);
  assert.match(later.explanation, /kept until the requested time/);
  assert.equal(ask({ requested: NOW.add({ minutes: 5 }) }).minutes, 13);
});

Deno.test("never before the requested time; more to make or more ahead is never sooner", () => {
  always(
    fc.property(fc.nat(400), fc.nat(400), fc.nat(3000), (items, ahead, later) => {
      const requested = NOW.add({ minutes: later });
      const { ready_at } = ask({ items: items + 1, items_ahead: ahead, requested });
      assert.ok(Temporal.Instant.compare(ready_at, requested) >= 0);
      const more = ask({ items: items + 2, items_ahead: ahead + 1, requested });
      assert.ok(Temporal.Instant.compare(more.ready_at, ready_at) >= 0);
    }),
  );
});
