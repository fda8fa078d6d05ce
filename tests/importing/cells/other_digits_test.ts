import assert from "node:assert/strict";
import { parseDecimal, toUnits } from "../../../src/importing/cells/decimals.ts";

const cents = (text: string) => {
  const number = parseDecimal(text);
  return number === undefined ? undefined : toUnits(number, 2);
};

Deno.test("digits of other scripts are read", () => {
  assert.equal(cents("١٢٫٥٠"), 12_50);
  assert.equal(cents("۱٬۲۵۰٫۵۰"), 1250_50);
  assert.equal(cents("१२"), 12_00);
  assert.equal(cents("９０"), 90_00);
});

Deno.test("a dash for no cents, and a long one for minus", () => {
  assert.deepEqual(["12.-", "CHF 12.--", "12.– Fr."].map(cents), [12_00, 12_00, 12_00]);
  assert.deepEqual(["–4.00", "4.00-", "-4"].map(cents), [-4_00, -4_00, -4_00]);
});

Deno.test("a raised digit or a fraction is no digit behind the others", () => {
  assert.deepEqual(["2²", "1½", "½", "⑫"].map(cents), [undefined, undefined, undefined, undefined]);
});

Deno.test("a sign that one country alone writes names its currency", () => {
  assert.deepEqual(["400円", "4,000원"].map((text) => parseDecimal(text)?.currency), [
    "JPY",
    "KRW",
  ]);
  assert.equal(parseDecimal("40 kr")?.currency, undefined);
});
