import assert from "node:assert/strict";
import { percentChangeText, percentInColumn, percentText } from "../../src/values/percent_text.ts";
import { quantityNumber } from "../../src/values/quantity_number.ts";

Deno.test("quantities have fewer decimals the larger they are", () => {
  const texts = [1542.313, 154.2313, 15.42313, 0.1254, 3, 1.5, -1542.313, -0].map(quantityNumber);
  assert.deepEqual(texts, ["1,542", "154.2", "15.42", "0.125", "3", "1.5", "-1,542", "0"]);
});

Deno.test("percentages have at most one decimal, and all the same in a column", () => {
  assert.deepEqual([4.68, 28, 0, null, -0.01].map(percentText), [
    ...["4.7 %", "28 %", "0 %", "n/a", "0 %"],
  ]);
  assert.deepEqual([4.68, -4.68, 0, null].map(percentChangeText), [
    ...["+4.7 %", "-4.7 %", "0 %", "n/a"],
  ]);
  assert.deepEqual([4.68, 28, 100].map(percentInColumn), ["4.7 %", "28.0 %", "100.0 %"]);
});
