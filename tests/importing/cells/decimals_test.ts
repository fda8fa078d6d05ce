import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import {
  decimalEvidence,
  type DecimalMark,
  isDifference,
  multiply,
  parseDecimal,
  toUnits,
} from "../../../src/importing/cells/decimals.ts";
import { always } from "../../support/always.ts";

function cents(text: string, mark?: DecimalMark): number | undefined {
  const decimal = parseDecimal(text, mark);
  return decimal === undefined ? undefined : toUnits(decimal, 2);
}

Deno.test("money as tills and people write it", () => {
  const amounts: Readonly<Record<string, number>> = {
    "13.25": 13_25,
    "16": 16_00,
    ".5": 50,
    "$1,234.00": 1234_00,
    "-$14.95": -14_95,
    "$-14.95": -14_95,
    "($8.50)": -8_50,
    "(8.50)": -8_50,
    "14.95-": -14_95,
    "−14.95": -14_95,
    "+5": 5_00,
    "$78.05 ": 78_05,
    "- $3": -3_00,
    "0,90 €": 90,
    "12,50": 12_50,
    "1.234,56": 1234_56,
    "1 234,56 kr": 1234_56,
    "1\u00a0234,56": 1234_56,
    "1'234.50 CHF": 1234_50,
    "US$ 4.00": 4_00,
    "R$ 4,00": 4_00,
    "Rs.500": 500_00,
    "₹12,34,567.00": 1234567_00,
    "1,234,567": 1234567_00,
    "1.234.567": 1234567_00,
    "$5.00 CAD": 5_00,
    "1.99000000": 1_99,
    "0,125": 13,
  };
  for (const [text, expected] of Object.entries(amounts)) assert.equal(cents(text), expected, text);
});

Deno.test("invalid numbers are rejected", () => {
  const texts = [
    "",
    "abc",
    "12abc",
    "1-2",
    "--5",
    "(5",
    "5)",
    "(-5)",
    "1.2.3",
    "1,23,4",

    "10%",
  ];
  for (const text of [...texts, "12,3456", "1e3", "Infinity", "$", "1 2", "9".repeat(50)]) {
    assert.equal(parseDecimal(text), undefined, text);
  }
});

Deno.test("only thousands-like numbers depend on the column's decimal mark", () => {
  assert.equal(cents("1,234", "."), 1234_00);
  assert.equal(cents("1,234", ","), 1_23);
  assert.equal(cents("1.234", "."), 1_23);
  assert.equal(cents("1.234", ","), 1234_00);
  for (const mark of [".", ","] as const) {
    assert.equal(cents("12,50", mark), 12_50);
    assert.equal(cents("12.50", mark), 12_50);
    assert.equal(cents("1.234,50", mark), 1234_50);
    assert.equal(cents("0,125", mark), 13);
  }
});

Deno.test("numbers show the decimal mark of their column", () => {
  const shown: Readonly<Record<string, DecimalMark | undefined>> = {
    "12,50": ",",
    "12.50": ".",
    "1,234.5": ".",
    "1.234,5": ",",
    "1,234": undefined,
    "1.234": undefined,
    "1.234.567": ",",
    "1,234,567": ".",
    "0,125": ",",
    "0.125": ".",
    "7": undefined,
    "n/a": undefined,
  };
  for (const [text, mark] of Object.entries(shown)) assert.equal(decimalEvidence(text), mark, text);
});

Deno.test("a currency that is named is known; a dollar could be any", () => {
  assert.equal(parseDecimal("0,90 €")?.currency, "EUR");
  assert.equal(parseDecimal("£4")?.currency, "GBP");
  assert.equal(parseDecimal("4.00 SEK")?.currency, "SEK");
  assert.equal(parseDecimal("$4")?.currency, undefined);
  assert.equal(parseDecimal("4 kr")?.currency, undefined);
});

Deno.test("rounding is half away from zero, after exact arithmetic", () => {
  assert.equal(cents("0.005"), 1);
  assert.equal(cents("-0.005"), -1);
  assert.equal(cents("1.00499999"), 1_00);
  assert.ok(Object.is(cents("-0.001"), 0));
  const price = parseDecimal("23.65");
  const quantity = parseDecimal("490");
  assert.ok(price !== undefined && quantity !== undefined);
  assert.equal(toUnits(multiply(price, quantity), 2), 11588_50);
  assert.equal(toUnits(price, 0), 24);
});

Deno.test("every amount that is written in full is read back, in either notation", () => {
  always(fc.property(fc.integer({ min: -(10 ** 11), max: 10 ** 11 }), (amount) => {
    const plain = (amount / 100).toFixed(2);
    const english = (amount / 100).toLocaleString("en-US", { style: "currency", currency: "USD" });
    const german = (amount / 100).toLocaleString("de-DE", { style: "currency", currency: "EUR" });
    const accounting = (amount / 100).toLocaleString("en-US", {
      style: "currency",
      currency: "USD",
      currencySign: "accounting",
    });
    for (const text of [plain, english, german, accounting]) {
      assert.equal((cents(text) ?? NaN) + 0, amount + 0, text);
    }
  }));
});

Deno.test("differences are exact", () => {
  const of = (text: string) => parseDecimal(text) ?? { digits: 0n, scale: 0 };
  assert.ok(isDifference(of("0.3"), of("0.1"), of("0.20")));
  assert.ok(!isDifference(of("0.3"), of("0.1"), of("0.21")));
});
