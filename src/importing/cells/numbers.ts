import { type Decimal, type DecimalMark, parseDecimal } from "./decimals.ts";
import { remembering } from "../../values/remembering.ts";
import { RowProblem } from "./row_problem.ts";

/** What determines how numbers are read. */
export interface NumberRules {
  readonly currency: string;
  /** The decimal mark of each field. */
  readonly decimalMarks: ReadonlyMap<string, DecimalMark>;
}

/** Ten billion of the largest unit; what is larger is an id in the wrong column. */
const LARGEST = 1_000_000_000_000;

/** More prices than most menus have. */
const MOST_NUMBERS = 5000;

const PARSED = {
  ".": remembering(MOST_NUMBERS, (text) => parseDecimal(text, ".")),
  ",": remembering(MOST_NUMBERS, (text) => parseDecimal(text, ",")),
} as const satisfies Record<DecimalMark, unknown>;

/**
 * The number in a cell.
 *
 * @throws {RowProblem} if it is empty, not a number, or in another currency.
 */
export function readNumber(field: string, text: string, rules: NumberRules): Decimal {
  if (text === "") throw new RowProblem(field, "is empty");
  const number = PARSED[rules.decimalMarks.get(field) ?? "."](text);
  if (number === undefined) throw new RowProblem(field, "is not a number");
  if (number.currency !== undefined && number.currency !== rules.currency) {
    throw new RowProblem(field, `is in ${number.currency}, not in ${rules.currency}`);
  }
  if (number.oneOf !== undefined && !number.oneOf.includes(rules.currency)) {
    throw new RowProblem(field, `has a sign that ${rules.currency} does not have`);
  }
  return number;
}

/** A number of minor units or thousandths that can be true. */
export function bounded(field: string, value: number): number {
  if (Math.abs(value) <= LARGEST) return value;
  throw new RowProblem(field, "is too large to be true");
}
