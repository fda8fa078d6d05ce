import assert from "node:assert/strict";
import { orderFigures } from "../../../src/restaurant/sales/order_figures.ts";
import { line, order, SALAD } from "../../support/sales.ts";

function found(some: Parameters<typeof order>[0]) {
  const details = orderFigures(order(some)).filter(({ dimension }) =>
    ["variation", "discount", "comp"].includes(dimension)
  );
  return details.map(({ dimension, key, figures }) => [
    dimension,
    key,
    figures.units,
    figures.gross,
    figures.discounts,
  ]);
}

Deno.test("an order without sizes and discounts has no details", () => {
  assert.deepEqual(found({ lines: [line(), line({ voided: true, variation: "Large" })] }), []);
});

Deno.test("what was sold of each size", () => {
  const lines = [
    line({ variation: "Large", quantity: 2000, gross: 14_00 }),
    line({ variation: "Small", gross: 4_00 }),
    line({ variation: "Large", gross: 7_00 }),
    line({ ...SALAD }),
  ];
  assert.deepEqual(found({ lines }), [
    ["variation", "BURGER00 Large", 3000, 21_00, 0],
    ["variation", "BURGER00 Small", 1000, 4_00, 0],
  ]);
});

Deno.test("discounts by name, and the rest without one", () => {
  const lines = [line({ gross: 10_00, discount: 3_00 })];
  const discounts = [{ name: "Happy hour", amount: 2_00 }];
  assert.deepEqual(found({ lines, discounts }), [
    ["discount", "Happy hour", 0, 0, 2_00],
    ["discount", "", 0, 0, 1_00],
  ]);
});

Deno.test("names never give away more than the lines did", () => {
  const lines = [line({ gross: 10_00, discount: 3_00 })];
  const discounts = [{ name: "A", amount: 4_00 }, { name: "B", amount: 2_00 }];
  assert.deepEqual(found({ lines, discounts }), [
    ["discount", "A", 0, 0, 2_00],
    ["discount", "B", 0, 0, 1_00],
  ]);
});

Deno.test("a comp is a discount of the whole price", () => {
  const lines = [line({ gross: 10_00, discount: 10_00 }), line({ gross: 4_00, discount: 1_00 })];
  assert.deepEqual(found({ lines }), [
    ["discount", "", 0, 0, 11_00],
    ["comp", "BURGER00", 1000, 10_00, 10_00],
  ]);
});

Deno.test("a cancelled order has none", () => {
  const lines = [line({ variation: "Large", discount: 5_00 })];
  assert.deepEqual(found({ status: "cancelled", lines }), []);
});
