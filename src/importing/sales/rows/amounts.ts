import { divideRounded, type Milli, type Minor, minorDigits } from "../../../values/money.ts";
import {
  absolute,
  type Decimal,
  isDifference,
  isNegative,
  multiply,
  toUnits,
} from "../../cells/decimals.ts";
import { bounded, readNumber } from "../../cells/numbers.ts";
import { RowProblem } from "../../cells/row_problem.ts";
import type { ImportRecord } from "../../kind/kind.ts";
import type { Taking } from "../../kind/taking.ts";
import type { Field } from "../formats/format.ts";

/** The numbers of a row. They are negative if the file has them so. */
export interface Amounts {
  readonly quantity: Milli;
  /** Price with modifiers for the whole row, before discounts, without tax. */
  readonly gross: Minor;
  /** Never negative. */
  readonly discount: Minor;
  readonly tax: Minor;
  readonly tip: Minor;
  /** Given back of it since, without tax, not negative. */
  readonly refunded: Minor;
  /** Of the whole order, not negative. */
  readonly orderDiscount: Minor;
  readonly orderTax: Minor;
}

/** What determines how amounts are read. */
export type AmountRules = Pick<Taking, "has" | "plan">;

const ONE: Decimal = { digits: 1n, scale: 0 };
const NONE: Decimal = { digits: 0n, scale: 0 };

/**
 * Reads the numbers of a row. If a row has both gross and net, the discount is what lies between
 * them, and a discount column has to agree. Only a voided row may have a price and no net.
 *
 * @throws {RowProblem} for what is no number and for numbers that contradict each other.
 */
export function readAmounts(
  record: ImportRecord<Field>,
  rules: AmountRules,
  voided: boolean,
): Amounts {
  const { has, plan } = rules;
  const money = (field: Field) => readMoney(field, record, rules);
  const minor = (field: Field) =>
    record.cell(field) === "" ? 0 : bounded(field, toMinor(money(field), plan.currency));
  const quantity = has("quantity")
    ? readNumber("quantity", record.cell("quantity"), plan.rules)
    : ONE;
  const price = grossOf(record, quantity, rules);
  const reduction = absolute(money("discount"));
  const gross = bounded("line_total", toMinor(price, plan.currency));
  const discount = bounded(
    "discount",
    voided || plan.tax.isIncluded
      ? toMinor(reduction, plan.currency)
      : discountOf(price, reduction, record, rules),
  );
  const tax = minor("tax");
  const written = { gross, discount, tax };
  const taxed = plan.tax.isIncluded
    ? withoutTax(written, netIn(record, rules), plan.tax.rate)
    : written;
  const returned = Math.abs(minor("refund_amount"));
  const tip = minor("tip");
  return {
    quantity: bounded("quantity", toUnits(quantity, 3)),
    gross: taxed.gross,
    discount: taxed.discount,
    tax: taxed.tax,
    tip,
    refunded: returned === 0 ? 0 : returnedNet(returned, written, { ...taxed, tip }),
    orderDiscount: Math.abs(minor("order_discount")),
    orderTax: Math.abs(minor("order_tax")),
  };
}

/** The amount a row would have brought in, if its numbers can be read; for reports only. */
export function readableAmount(record: ImportRecord<Field>, rules: AmountRules): Minor | null {
  try {
    if (rules.has("net")) {
      const net = readNumber("net", record.cell("net"), rules.plan.rules);
      return toMinor(net, rules.plan.currency);
    }
    const { gross, discount } = readAmounts(record, rules, false);
    return gross < 0 ? gross + discount : gross - discount;
  } catch (error) {
    if (error instanceof RowProblem) return null;
    throw error;
  }
}

function toMinor(value: Decimal, currency: string | null): Minor {
  return toUnits(value, currency === null ? 0 : minorDigits(currency));
}

type Taxed = Pick<Amounts, "gross" | "discount" | "tax">;

/** Takes the tax out of prices that contain it; the discount shares in it. */
function withoutTax(taxed: Taxed, net: Minor | undefined, rate: number | null): Taxed {
  const gross = Math.abs(taxed.gross);
  const paid = gross - taxed.discount;
  const sign = taxed.gross < 0 ? -1 : 1;
  const net_ = net ??
    paid -
      (taxed.tax === 0 && rate !== null ? paid - withoutRate(paid, rate) : Math.abs(taxed.tax));
  if (paid <= 0) {
    const price = rate === null ? gross : withoutRate(gross, rate);
    return { gross: sign * price, discount: gross === 0 ? taxed.discount : price, tax: 0 };
  }
  if (net_ < 0 || net_ > paid) {
    throw new RowProblem("tax", "is more than the price that contains it");
  }
  const price = divideRounded(gross * net_, paid);
  return { gross: sign * price, discount: price - net_, tax: sign * (paid - net_) };
}

function withoutRate(amount: Minor, rate: number): Minor {
  return divideRounded(amount * 1_000_000, 1_000_000 + rate);
}

/** The refund without tax, if it exceeds the net or the prices include tax. */
function returnedNet(returned: Minor, written: Taxed, amounts: Taxed & { tip: Minor }): Minor {
  const net = Math.abs(amounts.gross) - amounts.discount;
  const paid = net + Math.abs(amounts.tax);
  if (returned > paid + Math.max(amounts.tip, 0) && paid > 0) {
    throw new RowProblem("refund_amount", "is more than was paid");
  }
  const isTaxed = written.gross !== amounts.gross || returned > net;
  return isTaxed && returned <= paid && paid > 0 ? divideRounded(returned * net, paid) : returned;
}

function netIn(record: ImportRecord<Field>, { has, plan }: AmountRules): Minor | undefined {
  if (!has("net") || record.cell("net") === "") return undefined;
  const net = readNumber("net", record.cell("net"), plan.rules);
  return Math.abs(toMinor(net, plan.currency));
}

function grossOf(
  record: ImportRecord<Field>,
  quantity: Decimal,
  { has, plan: { rules } }: AmountRules,
): Decimal {
  if (has("unit_price")) {
    const price = readNumber("unit_price", record.cell("unit_price"), rules);
    // A refund of two at -5 is one of -10, not of 10.
    return isNegative(price) && isNegative(quantity)
      ? multiply(price, absolute(quantity))
      : multiply(price, quantity);
  }
  return readNumber("line_total", record.cell("line_total"), rules);
}

function discountOf(
  gross: Decimal,
  discount: Decimal,
  record: ImportRecord<Field>,
  { plan: { rules, currency } }: AmountRules,
): Minor {
  const units = (value: Decimal) => toMinor(value, currency);
  if (record.cell("net") === "") return units(discount);
  const net = absolute(readNumber("net", record.cell("net"), rules));
  const price = absolute(gross);
  const difference = units(price) - units(net);
  const agrees = difference === units(discount) || isDifference(price, discount, net);
  if (record.cell("discount") !== "" && !agrees) {
    throw new RowProblem("discount", "is not the difference between gross and net");
  }
  return difference;
}

/** A number that may be missing, which counts as zero. */
function readMoney(
  field: Field,
  record: ImportRecord<Field>,
  { plan: { rules } }: AmountRules,
): Decimal {
  const text = record.cell(field);
  return text === "" ? NONE : readNumber(field, text, rules);
}
