import { type Milli, type Minor, minorDigits } from "../../../values/money.ts";
import { absolute, type Decimal, isDifference, multiply, toUnits } from "../../cells/decimals.ts";
import { bounded, type NumberRules, readNumber } from "../../cells/numbers.ts";
import { RowProblem } from "../../cells/row_problem.ts";
import type { ImportRecord } from "../../kind/kind.ts";
import type { Taking } from "../../kind/taking.ts";
import type { Cell, Field } from "../formats/format.ts";

/** The numbers of a row. They are negative where the file has them so. */
export interface Amounts {
  readonly quantity: Milli;
  /** Price with modifiers for the whole row, before discounts. */
  readonly gross: Minor;
  /** Never negative. */
  readonly discount: Minor;
  readonly tax: Minor;
  readonly tip: Minor;
}

const ONE: Decimal = { digits: 1n, scale: 0 };
const NONE: Decimal = { digits: 0n, scale: 0 };

/**
 * Reads the numbers of a row. Where a row has both gross and net, the discount is what lies between
 * them, and a discount column has to agree. Only a voided row may have a price and no net.
 *
 * @throws {RowProblem} for what is no number and for numbers that contradict each other.
 */
export function readAmounts(
  record: ImportRecord<Field>,
  { has, plan: { rules } }: Pick<Taking, "has" | "plan">,
  voided: boolean,
): Amounts {
  const cell = (field: Field) => record.cell(field);
  const money = (field: Field) => readMoney(field, cell(field), rules);
  const quantity = has("quantity") ? readNumber("quantity", cell("quantity"), rules) : ONE;
  const gross = grossOf(cell, quantity, rules, has("unit_price"));
  const discount = absolute(money("discount"));
  const units = (value: Decimal) => toUnits(value, minorDigits(rules.currency));
  return {
    quantity: bounded("quantity", toUnits(quantity, 3)),
    gross: bounded("line_total", units(gross)),
    discount: bounded(
      "discount",
      voided ? units(discount) : discountOf(gross, discount, cell, rules),
    ),
    tax: bounded("tax", units(money("tax"))),
    tip: bounded("tip", units(money("tip"))),
  };
}

/** What a row would have brought in, as far as its numbers can be read: for reports only. */
export function readableAmount(
  record: ImportRecord<Field>,
  taking: Pick<Taking, "has" | "plan">,
): Minor | null {
  const { has, plan: { rules } } = taking;
  try {
    if (has("net")) {
      return toUnits(readNumber("net", record.cell("net"), rules), minorDigits(rules.currency));
    }
    const { gross, discount } = readAmounts(record, taking, false);
    return gross < 0 ? gross + discount : gross - discount;
  } catch (error) {
    if (error instanceof RowProblem) return null;
    throw error;
  }
}

function grossOf(
  cell: Cell,
  quantity: Decimal,
  rules: NumberRules,
  perUnit: boolean,
): Decimal {
  if (perUnit) {
    return multiply(readNumber("unit_price", cell("unit_price"), rules), quantity);
  }
  return readNumber("line_total", cell("line_total"), rules);
}

function discountOf(gross: Decimal, discount: Decimal, cell: Cell, rules: NumberRules): Minor {
  const units = (value: Decimal) => toUnits(value, minorDigits(rules.currency));
  if (cell("net") === "") return units(discount);
  const net = absolute(readNumber("net", cell("net"), rules));
  const price = absolute(gross);
  const difference = units(price) - units(net);
  const agrees = difference === units(discount) || isDifference(price, discount, net);
  if (cell("discount") !== "" && !agrees) {
    throw new RowProblem("discount", "is not the difference between gross and net");
  }
  return difference;
}

/** A number that may be missing, which counts as zero. */
function readMoney(field: Field, text: string, rules: NumberRules): Decimal {
  return text === "" ? NONE : readNumber(field, text, rules);
}
