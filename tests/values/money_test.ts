import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import {
  allocate,
  divideRounded,
  formatMoney,
  fromMajor,
  fromMilli,
  minorDigits,
  percent,
  toMajor,
} from "../../src/values/money.ts";
import { always } from "../support/always.ts";

const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
const weight = fc.integer({ min: 0, max: 1_000_000_000 });

Deno.test("each currency has the digits of ISO 4217", () => {
  assert.equal(minorDigits("USD"), 2);
  assert.equal(minorDigits("JPY"), 0);
  assert.equal(minorDigits("KWD"), 3);
});

Deno.test("an unknown currency is refused by name", () => {
  for (const code of ["usd", "DOLLAR", "", "ZZZ"]) {
    assert.throws(
      () => minorDigits(code),
      (error) => error instanceof RestaurantError && error.message.includes(`'${code}'`),
    );
  }
});

Deno.test("minor units read as people write them", () => {
  assert.equal(toMajor(1234, "USD"), 12.34);
  assert.equal(toMajor(1234, "JPY"), 1234);
  assert.equal(toMajor(1234, "KWD"), 1.234);
  assert.equal(formatMoney(817_860_05, "USD"), "817,860.05 USD");
  assert.equal(formatMoney(-5, "EUR"), "-0.05 EUR");
  assert.equal(formatMoney(1500, "JPY"), "1,500 JPY");
  assert.equal(fromMilli(1500), 1.5);
});

Deno.test("decimals become minor units, or undefined with more decimals than the currency", () => {
  assert.equal(fromMajor(12.34, "USD"), 1234);
  assert.equal(fromMajor(1.005, "USD"), undefined);
  assert.equal(fromMajor(0.5, "JPY"), undefined);
  assert.equal(fromMajor(1.234, "KWD"), 1234);
  const price = fc.integer({ min: 0, max: 10_000_000_000 });
  always(fc.property(price, fc.constantFrom("USD", "JPY", "KWD"), (amount, currency) => {
    assert.equal(fromMajor(toMajor(amount, currency), currency), amount);
  }));
});

Deno.test("division rounds half away from zero", () => {
  assert.equal(divideRounded(817_860_05, 21_350), 38_31);
  assert.equal(divideRounded(5, 2), 3);
  assert.equal(divideRounded(-5, 2), -3);
  assert.equal(divideRounded(5, -2), -3);
  assert.equal(divideRounded(-5, -2), 3);
  assert.equal(divideRounded(1, 3), 0);
});

Deno.test("division is the integer nearest to the exact quotient", () => {
  always(fc.property(amount, amount.filter((value) => value !== 0), (numerator, denominator) => {
    const quotient = BigInt(divideRounded(numerator, denominator));
    const rest = BigInt(numerator) - quotient * BigInt(denominator);
    const twice = 2n * (rest < 0n ? -rest : rest);
    const size = BigInt(Math.abs(denominator));
    assert.ok(twice <= size);
    // Exactly half: away from zero, so the product is beyond the numerator.
    if (twice === size) assert.ok(Math.abs(Number(quotient) * denominator) > Math.abs(numerator));
  }));
});

Deno.test("division and allocation never give a negative zero, which prints as -0.00", () => {
  assert.ok(Object.is(divideRounded(-1, 1000), 0));
  assert.ok(Object.is(divideRounded(0, -7), 0));
  assert.ok(allocate(-1, [1, 1, 1]).every((part) => !Object.is(part, -0)));
});

Deno.test("percent has two decimals, and is nothing of an empty whole", () => {
  assert.equal(percent(1, 3), 33.33);
  assert.equal(percent(2, 3), 66.67);
  assert.equal(percent(-1, 3), -33.33);
  assert.equal(percent(5, 0), null);
  const sales = fc.integer({ min: -100_000_000_000, max: 100_000_000_000 });
  always(fc.property(sales, sales.filter((value) => value !== 0), (part, whole) => {
    const exact = 100 * part / whole;
    const tolerance = 0.005 + Math.abs(exact) * Number.EPSILON * 4;
    assert.ok(Math.abs((percent(part, whole) ?? NaN) - exact) <= tolerance);
  }));
});

Deno.test("allocation follows the largest remainders, ties in order", () => {
  assert.deepEqual(allocate(10, [1, 1, 1]), [4, 3, 3]);
  assert.deepEqual(allocate(-10, [1, 1, 1]), [-4, -3, -3]);
  assert.deepEqual(allocate(100, [0, 3, 1]), [0, 75, 25]);
  assert.deepEqual(allocate(7, [0, 0]), [4, 3]);
  assert.deepEqual(allocate(7, []), []);
});

Deno.test("allocated parts add up exactly, and none is a whole unit off its fair share", () => {
  const weights = fc.array(weight, { minLength: 1, maxLength: 20 });
  always(fc.property(amount, weights, (whole, weights) => {
    const parts = allocate(whole, weights);
    assert.equal(parts.length, weights.length);
    assert.equal(parts.reduce((sum, part) => sum + part, 0), whole);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [index, part] of parts.entries()) {
      const [own, all] = total === 0 ? [1, weights.length] : [weights[index] ?? NaN, total];
      const distance = BigInt(part) * BigInt(all) - BigInt(whole) * BigInt(own);
      assert.ok((distance < 0n ? -distance : distance) < BigInt(all), `${part} of ${weights}`);
    }
  }));
});

Deno.test("a weight of zero gets nothing while another weighs something", () => {
  always(fc.property(amount, fc.array(weight, { minLength: 1 }), (whole, others) => {
    fc.pre(others.some((weight) => weight > 0));
    assert.equal(allocate(whole, [0, ...others])[0], 0);
  }));
});
