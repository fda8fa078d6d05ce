import {
  inStockUnit,
  type Measure,
  measureOf,
  UNIT_NAMES,
} from "../../restaurant/inventory/units.ts";
import type { Ingredient } from "../../restaurant/inventory/ingredients.ts";
import type { Milli } from "../../values/money.ts";
import { storableText } from "../cells/private_text.ts";
import { bounded, type NumberRules, readNumber } from "../cells/numbers.ts";
import { RowProblem } from "../cells/row_problem.ts";
import { notNegative } from "./amounts.ts";

/**
 * The unit that a cell names.
 *
 * @throws {RowProblem} for what is none.
 */
export function readUnit(text: string): Measure {
  if (text === "") throw new RowProblem("unit", "is empty");
  const measure = measureOf(text);
  if (measure !== undefined) return measure;
  const known = UNIT_NAMES.join(", ");
  throw new RowProblem("unit", `'${storableText(text, 20)}' is none of ${known}`);
}

/**
 * The unit of a row about a known ingredient; if the cell is empty, the ingredient's own.
 *
 * @throws {RowProblem} if the units cannot be converted.
 */
export function readUnitOf({ unit }: Pick<Ingredient, "unit">, text: string): Measure {
  const measure = readUnit(text || unit);
  if (measure.unit === unit) return measure;
  throw new RowProblem(
    "unit",
    `'${storableText(text, 20)}' cannot be converted to ${unit}, its unit`,
  );
}

/**
 * A quantity in thousandths of the stock's unit, not negative.
 *
 * @throws {RowProblem} if the cell contains none.
 */
export function readQuantity(
  field: string,
  text: string,
  measure: Measure,
  rules: NumberRules,
): Milli {
  const { digits, scale } = notNegative(field, readNumber(field, text, rules));
  const number = { numerator: digits, denominator: 10n ** BigInt(scale) };
  return bounded(field, inStockUnit(number, measure));
}
