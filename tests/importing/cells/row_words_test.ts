import assert from "node:assert/strict";
import { meaningOf } from "../../../src/importing/cells/row_words.ts";

Deno.test("a word that undoes a sale counts wherever it stands in the cell", () => {
  const written = {
    void: [
      ...["Order cancelled", "Payment declined", "Closed / void", "Vente annulée", "Bon storniert"],
      ...["支払取消", "결제 취소", "支付失败", "Продажа отменена", "Zrušeno"],
    ],
    refund: ["Completed (refunded)", "Sale - Return", "Bezahlt, erstattet", "已退款"],
    unpaid: ["Payment pending", "Order open", "Pago pendiente", "not paid"],
    sale: ["Order completed", "Partially refunded", "Order partially refunded", "会計済", ""],
  };
  for (const [meaning, words] of Object.entries(written)) {
    assert.deepEqual(words.map((word) => [word, meaningOf(word)]), words.map((w) => [w, meaning]));
  }
});

Deno.test("a denied word means nothing by itself, and no more does a bare yes", () => {
  assert.deepEqual(
    ["Order not refunded", "Sale, not voided"].map((word) => meaningOf(word)),
    ["sale", "sale"],
  );
  // Whether `yes` is good depends on the column: `Paid?` or `Voided?`.
  assert.deepEqual(["yes", "TRUE"].map((word) => meaningOf(word)), [undefined, undefined]);
});
