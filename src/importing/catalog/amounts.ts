import { type Milli, type Minor, minorDigits } from "../../values/money.ts";
import { type Decimal, toUnits } from "../cells/decimals.ts";
import { bounded, type NumberRules, readNumber } from "../cells/numbers.ts";
import { RowProblem } from "../cells/row_problem.ts";

/**
 * A price in minor units.
 *
 * @throws {RowProblem} if it is not a price, is negative, or has more decimals than the currency.
 */
export function readPrice(field: string, text: string, rules: NumberRules): Minor {
  return inMinor(field, notNegative(field, readNumber(field, text, rules)), rules);
}

/**
 * By how much something changes a price, in minor units; negative if it takes something off.
 *
 * @throws {RowProblem} if it is not an amount, or has more decimals than the currency.
 */
export function readPriceChange(field: string, text: string, rules: NumberRules): Minor {
  return inMinor(field, readNumber(field, text, rules), rules);
}

function inMinor(field: string, price: Decimal, rules: NumberRules): Minor {
  const digits = minorDigits(rules.currency);
  if (price.digits * 10n ** BigInt(digits) % 10n ** BigInt(price.scale) !== 0n) {
    throw new RowProblem(field, `has more than ${digits} decimals, the most in ${rules.currency}`);
  }
  return bounded(field, toUnits(price, digits));
}

/**
 * A whole number, not negative.
 *
 * @throws {RowProblem} if it is not one, or is more than `most`.
 */
export function readWhole(
  field: string,
  text: string,
  rules: NumberRules,
  most: number,
): number {
  const number = notNegative(field, readNumber(field, text, rules));
  if (number.digits % 10n ** BigInt(number.scale) !== 0n) {
    throw new RowProblem(field, "is not a whole number");
  }
  const whole = toUnits(number, 0);
  if (whole > most) throw new RowProblem(field, `is more than ${most}`);
  return whole;
}

/** @throws {RowProblem} if the number is negative. */
export function notNegative(field: string, number: Decimal): Decimal {
  if (number.digits < 0n) throw new RowProblem(field, "is negative");
  return number;
}

/** A thousandth of a unit, or more. */
export function positive(field: string, quantity: Milli): Milli {
  if (quantity <= 0) throw new RowProblem(field, "must be more than zero");
  return bounded(field, quantity);
}
