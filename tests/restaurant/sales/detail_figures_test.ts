import assert from "node:assert/strict";
import { refundFigures } from "../../../src/restaurant/sales/refund_figures.ts";
import { orderFigures } from "../../../src/restaurant/sales/order_figures.ts";
import { line, order, refund, refundLine, SALAD } from "../../support/sales.ts";

/** Figures of a dimension that are not zero, by key. */
function groups(entries: ReturnType<typeof orderFigures>, dimension: string) {
  return entries.filter((entry) => entry.dimension === dimension).map(({ key, figures }) => [
    key,
    Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== 0)),
  ]);
}

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

Deno.test("each payment counts as it was taken, and none of a cancelled order", () => {
  const payments = [
    { method: "card", amount: 10_00, tip: 2_00 },
    { method: "cash", amount: 3_00, tip: 0 },
    { method: "card", amount: 1_00, tip: 0 },
  ];
  assert.deepEqual(groups(orderFigures(order({ payments })), "taken"), [
    ["card", { transactions: 2, gross: 11_00, tips: 2_00 }],
    ["cash", { transactions: 1, gross: 3_00 }],
  ]);
  const cancelled = order({ payments, status: "cancelled" });
  assert.deepEqual(groups(orderFigures(cancelled), "taken"), []);
});

Deno.test("what was voided, by its name", () => {
  const lines = [line({ voided: true, quantity: 2000, gross: 10_00 }), line({ ...SALAD })];
  assert.deepEqual(groups(orderFigures(order({ lines })), "voided_item"), [
    ["Cheeseburger", { units: 2000, voids: 10_00, voided_lines: 1 }],
  ]);
});

Deno.test("a refund by method, item and reason", () => {
  const entries = refundFigures(refund({
    lines: [refundLine({ tax: 40 }), refundLine({ quantity: 0, amount: 1_00 })],
    service_charges: 50,
    gratuity: 30,
    tips: 20,
  }));
  assert.deepEqual(groups(entries, "given_back"), [["card", { refunds: 7_40 }]]);
  assert.deepEqual(groups(entries, "returned_item"), [["BURGER00", {
    units: 1000,
    refunds: 6_00,
  }]]);
  assert.deepEqual(groups(entries, "refund_reason"), [["", { refunds: 6_00 }]]);
});
