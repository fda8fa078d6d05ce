import { currenciesOf } from "./currency_signs.ts";

/** An exact decimal number, `digits / 10^scale`, and the currency that was written with it. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
  /** ISO 4217 code, if the text names a currency and only one uses that sign. */
  readonly currency?: string;
  /** The currencies that share the sign which the text has: `$`. */
  readonly oneOf?: readonly string[];
}

/** The decimal mark, for a number that is ambiguous by itself: `1,234`. */
export type DecimalMark = "." | ",";

const PLAIN = /^-?\d{1,15}(?:\.\d{1,9})?$/;
const THOUSANDS = {
  ".": /^[1-9]\d{0,2}(?:\.\d{3})+$/,
  // 1,234,567 and the Indian 12,34,567.
  ",": /^[1-9]\d{0,2}(?:,\d{3})+$|^[1-9]\d?(?:,\d{2})+,\d{3}$/,
};
/** No amount of money is longer. */
const LONGEST_NUMBER = 40;

/**
 * Reads a number as people and tills write it: `$1,234.00`, `-$14.95`, `($x)`, `x-`, `1.234,56 €`.
 *
 * @param mark Decides `1,234` and `1.234`; anything else is unambiguous.
 * @return undefined if the text is not a number.
 */
export function parseDecimal(text: string, mark: DecimalMark = "."): Decimal | undefined {
  if (mark === "." && PLAIN.test(text)) return decimalOf(text);
  const amount = bareAmount(text);
  if (amount === undefined) return undefined;
  const plain = plainNumber(amount.body, mark);
  if (plain === undefined) return undefined;
  const { digits, scale } = decimalOf(plain);
  const { negative, currencies: [currency, ...others] } = amount;
  return {
    digits: negative ? -digits : digits,
    scale,
    ...(currency !== undefined &&
      (others.length === 0 ? { currency } : { oneOf: amount.currencies })),
  };
}

/** The decimal mark that a number shows to be in use, if it shows one. */
export function decimalEvidence(text: string): DecimalMark | undefined {
  const body = bareAmount(text)?.body ?? "";
  const marks = body.replaceAll(/\d/g, "");
  if (marks.includes(",") && marks.includes(".")) return marks.endsWith(",") ? "," : ".";
  if (/,\d{1,2}$|^0,/.test(body) || THOUSANDS["."].test(body) && marks.length > 1) return ",";
  if (/\.\d{1,2}$|^0\./.test(body) || THOUSANDS[","].test(body) && marks.length > 1) return ".";
  return undefined;
}

/** The mark of a number that may separate thousands or decimals: `1,234`, `12.900`. */
export function openSeparator(text: string): DecimalMark | undefined {
  const found = /^[1-9]\d{0,2}([.,])\d{3}$/.exec(bareAmount(text)?.body ?? "")?.[1];
  return found === "," || found === "." ? found : undefined;
}

interface BareAmount {
  readonly negative: boolean;
  /** Those that its sign stands for; none without a sign. */
  readonly currencies: readonly string[];
  /** Digits, points and commas. */
  readonly body: string;
}

const AMOUNT = /^(?<before>[^\d.,]*)(?<body>[\d.,]*\d)(?<after>[^\d.,]*)$/u;
const SIGNS = /[-+()]/g;

/** Takes signs, currencies and the spaces and apostrophes between thousands off a number. */
function bareAmount(text: string): BareAmount | undefined {
  if (text.length > LONGEST_NUMBER || /\p{No}/u.test(text)) return undefined;
  const compact = asciiDigits(text.normalize("NFKC").replaceAll(/[−–]/g, "-"))
    // `12.-`, `12,--`: no cents.
    .replace(/(?<=\d)[.,][-—]{1,2}(?=\D*$)/u, "")
    .replaceAll(/(?<=\d)[\s'’](?=\d{3}(?!\d))|(?<!\d)\s|\s(?!\d)|(?<=\p{L})\./gu, "");
  const { before, body, after } = AMOUNT.exec(compact)?.groups ?? {};
  if (before === undefined || body === undefined || after === undefined) return undefined;
  const signs = [...`${before}0${after}`.matchAll(/[-+()0]/g)].join("");
  if (!/^[-+]?0$|^\(0\)$|^0-$/.test(signs)) return undefined;
  const currencies = [before, after].map((part) => part.replaceAll(SIGNS, ""))
    .filter((part) => part !== "").map(currenciesOf);
  if (currencies.includes(undefined)) return undefined;
  const negative = signs.includes("-") || signs.includes("(");
  return {
    negative,
    currencies: currencies.find((codes) => codes !== undefined && codes.length > 0) ?? [],
    body,
  };
}

/** Digits and marks of other scripts as those of ours: `١٢٫٥`, `१२`. */
function asciiDigits(text: string): string {
  return text.replaceAll(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replaceAll("٫", ".").replaceAll("٬", "'");
}

/** Unicode has the ten digits of a script in a row, from one with nine more behind it. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return value;
}

/** A body with `.` as the decimal mark and nothing between thousands. */
function plainNumber(body: string, mark: DecimalMark): string | undefined {
  const last = Math.max(body.lastIndexOf("."), body.lastIndexOf(","));
  if (last === -1) return body;
  const separator = body[last] === "," ? "," : ".";
  const other = separator === "," ? "." : ",";
  const [whole, part] = [body.slice(0, last), body.slice(last + 1)];
  if (THOUSANDS[separator].test(body) && (whole.includes(separator) || separator !== mark)) {
    return body.replaceAll(separator, "");
  }
  const thousands = /^\d*$/.test(whole) || THOUSANDS[other].test(whole);
  const unclear = separator === "," && part.length > 2 && mark === "." && !/^0?$/.test(whole);
  return thousands && !unclear ? `${whole.replaceAll(other, "") || "0"}.${part}` : undefined;
}

function decimalOf(plain: string): Decimal {
  const point = plain.indexOf(".");
  if (point === -1) return { digits: BigInt(plain), scale: 0 };
  return { digits: BigInt(plain.replace(".", "")), scale: plain.length - point - 1 };
}

/** The exact product. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  const product = { digits: a.digits * b.digits, scale: a.scale + b.scale };
  const currency = a.currency ?? b.currency;
  return currency === undefined ? product : { ...product, currency };
}

/** Whether `a - b = c`, exactly. */
export function isDifference(a: Decimal, b: Decimal, c: Decimal): boolean {
  const scale = Math.max(a.scale, b.scale, c.scale);
  return scaled(a, scale) - scaled(b, scale) === scaled(c, scale);
}

/** Whether a number is below zero. */
export function isNegative({ digits }: Decimal): boolean {
  return digits < 0n;
}

/** The number without its sign. */
export function absolute(decimal: Decimal): Decimal {
  return decimal.digits < 0n ? { ...decimal, digits: -decimal.digits } : decimal;
}

/** In units of `10^-digits`, rounded half away from zero: minor units of money, thousandths. */
export function toUnits(decimal: Decimal, digits: number): number {
  const places = decimal.scale - digits;
  if (places <= 0) {
    // Both factors and their product are exact, and BigInt is slow.
    const units = Number(decimal.digits) * 10 ** -places;
    return Number.isSafeInteger(units) ? units : Number(scaled(decimal, digits));
  }
  const unit = 10n ** BigInt(places);
  const size = decimal.digits < 0n ? -decimal.digits : decimal.digits;
  const rounded = Number((2n * size + unit) / (2n * unit));
  return decimal.digits < 0n && rounded !== 0 ? -rounded : rounded;
}

function scaled({ digits, scale }: Decimal, target: number): bigint {
  return digits * 10n ** BigInt(target - scale);
}
