import assert from "node:assert/strict";
import { orderTotals, soldLines } from "../../../src/restaurant/orders/model/order.ts";
import { line, order } from "../../support/sales.ts";

const plain = line();
const voided = line({ voided: true });
const giftCard = line({ gift_card: true });

Deno.test("voids and gift cards are no sale, and nothing in a cancelled order is", () => {
  assert.deepEqual(soldLines(order({ lines: [plain, voided, giftCard] })), [plain]);
  assert.deepEqual(soldLines(order({ status: "cancelled", lines: [plain] })), []);
});

Deno.test("totals are those of the sold lines, the charges and the tips", () => {
  const totals = orderTotals(order({
    lines: [
      line({ gross: 10_00, discount: 2_50, tax: 80 }),
      line({ gross: 4_00, tax: 30 }),
      line({ gross: 99_00, discount: 1, tax: 9_00, voided: true }),
      line({ gross: 50_00, gift_card: true }),
    ],
    service_charges: [
      { name: "Delivery", amount: 3_00, is_gratuity: false },
      { name: "Large party", amount: 2_00, is_gratuity: true },
    ],
    payments: [{ method: "card", amount: 10_00, tip: 1_00 }, { method: "cash", amount: 9, tip: 5 }],
  }));
  assert.deepEqual(totals, {
    gross: 14_00,
    discounts: 2_50,
    service_charges: 3_00,
    gratuity: 2_00,
    tax: 1_10,
    tips: 1_05,
    gift_cards: 50_00,
  });
});

Deno.test("a cancelled order has no totals", () => {
  const totals = orderTotals(order({
    status: "cancelled",
    lines: [line({ tax: 80 })],
    service_charges: [{ name: "Delivery", amount: 3_00, is_gratuity: false }],
    payments: [{ method: "card", amount: 10_00, tip: 1_00 }],
  }));
  assert.deepEqual(new Set(Object.values(totals)), new Set([0]));
});
