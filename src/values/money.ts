import { RestaurantError } from "./errors.ts";
import type { Flavour } from "./flavour.ts";
import { sum } from "./sum.ts";

/** An amount in the currency's smallest unit (cents for USD, yen for JPY), always an integer. */
export type Minor = Flavour<number, "minor units">;

/** A quantity in thousandths (1 drink = 1000, 0.25 kg = 250), always an integer. */
export type Milli = Flavour<number, "thousandths">;

const DIGITS = new Map<string, number>();

/**
 * Digits after the decimal point of an ISO 4217 currency: 2 for USD, 0 for JPY, 3 for KWD.
 *
 * @throws {RestaurantError} INVALID_INPUT when the code is not a currency.
 */
export function minorDigits(currency: string): number {
  const known = DIGITS.get(currency);
  if (known !== undefined) return known;
  if (!Intl.supportedValuesOf("currency").includes(currency)) {
    throw new RestaurantError(
      "INVALID_INPUT",
      `'${currency}' is not a currency; use an ISO 4217 code such as USD or EUR.`,
    );
  }
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  DIGITS.set(currency, digits);
  return digits;
}

/** Minor units as the decimal number that people write: 1234 USD is 12.34. */
export function toMajor(amount: Minor, currency: string): number {
  return amount / 10 ** minorDigits(currency);
}

/** The minor units nearest to a decimal number. */
export function nearestMinor(amount: number, currency: string): Minor {
  return Math.round(amount * 10 ** minorDigits(currency));
}

/**
 * A decimal number in minor units: 12.34 USD is 1234. Undefined if the currency has fewer decimals:
 * 12.345 USD, 0.5 JPY. Exact for amounts up to a hundred million.
 */
export function fromMajor(amount: number, currency: string): Minor | undefined {
  const minor = nearestMinor(amount, currency);
  return toMajor(minor, currency) === amount ? minor : undefined;
}

const FORMATS = new Map<number, Intl.NumberFormat>();

/**
 * A number with thousands separators and a fixed number of decimals: `1,234.50`. The formats are
 * kept, as making one takes longer than a whole answer.
 */
export function formatDecimal(number: number, digits: number): string {
  // -0 has a sign, which its own text hides.
  const isPlain = number < 1e15 && (number > 0 || Object.is(number, 0));
  const plain = isPlain ? padded(String(number), digits) : undefined;
  if (plain !== undefined) return plain;
  const format = FORMATS.getOrInsertComputed(digits, () =>
    new Intl.NumberFormat("en-US", {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }));
  return format.format(number);
}

/** A number's own text with its decimals filled up; undefined if it has more of them. */
function padded(text: string, digits: number): string | undefined {
  const [whole = "", decimals = ""] = text.split(".");
  // Very small numbers are written with an exponent.
  if (decimals.length > digits || text.includes("e")) return undefined;
  const grouped = whole.length <= 3 ? whole : whole.replaceAll(THOUSANDS, ",");
  return digits === 0 ? grouped : `${grouped}.${decimals.padEnd(digits, "0")}`;
}

/** The places between digits where a separator goes. */
const THOUSANDS = /\B(?=(?:\d{3})+$)/g;

/** Minor units as text with thousands separators and the currency: `1,234.50 USD`. */
export function formatMoney(amount: Minor, currency: string): string {
  return `${formatDecimal(toMajor(amount, currency), minorDigits(currency))} ${currency}`;
}

/** Thousandths as the number that people write: 1500 is 1.5. */
export function fromMilli(quantity: Milli): number {
  return quantity / 1000;
}

/**
 * Integer division rounded half away from zero, the rounding of printed bills:
 * `divideRounded(817860_05, 21350)` is 3831.
 */
export function divideRounded(numerator: number, denominator: number): number {
  const [a, b] = [BigInt(Math.abs(numerator)), BigInt(Math.abs(denominator))];
  const size = (2n * a + b) / (2n * b);
  return Number((numerator < 0) === (denominator < 0) ? size : -size);
}

/** `part` of `whole` in percent with two decimals; null if the whole is zero. */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : divideRounded(part * 10_000, whole) / 100;
}

/**
 * Splits an amount over weights so that the parts are integers and add up to it exactly
 * (largest remainder method). Weights are not negative; all zero means equal shares.
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const total = sum(weights);
  const shares = total === 0 ? weights.map(() => 1) : weights;
  const whole = BigInt(total === 0 ? weights.length : total);
  const size = BigInt(Math.abs(amount));
  const parts = shares.map((weight) => size * BigInt(weight) / whole);
  const remainders = shares.map((weight, i) => ({ i, rest: size * BigInt(weight) % whole }));
  const left = Number(size - parts.reduce((all, part) => all + part, 0n));
  remainders.sort((a, b) => a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1);
  for (const { i } of remainders.slice(0, left)) parts[i] = (parts[i] ?? 0n) + 1n;
  return parts.map((part) => Number(amount < 0 ? -part : part));
}
