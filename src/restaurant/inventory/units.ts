import type { Row } from "../../storage/schema/schema.ts";
import { type Fraction, fraction, rounded, times } from "../../values/fraction.ts";
import { RestaurantError } from "../../values/errors.ts";
import type { Milli } from "../../values/money.ts";

/** The units of stock. */
export type StockUnit = Row<"ingredients">["unit"];

/** A unit that people write, in terms of the one that stock is counted in. */
export interface Measure {
  readonly unit: StockUnit;
  /** How many of `unit` one is, exactly. */
  readonly size: Fraction;
}

/**
 * The units that people write. A pound is 0.45359237 kg and an ounce a sixteenth of it, exactly
 * (international yard and pound agreement, 1959).
 */
const MEASURES: Readonly<Record<string, Measure>> = {
  g: { unit: "g", size: fraction([1]) },
  kg: { unit: "g", size: fraction([1000]) },
  oz: { unit: "g", size: fraction([45_359_237], [1_600_000]) },
  lb: { unit: "g", size: fraction([45_359_237], [100_000]) },
  ml: { unit: "ml", size: fraction([1]) },
  l: { unit: "ml", size: fraction([1000]) },
  each: { unit: "each", size: fraction([1]) },
};

/** Other spellings of the same units. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  g: ["gr", "gram", "grams"],
  kg: ["kilo", "kilos", "kilogram", "kilograms"],
  oz: ["ounce", "ounces"],
  lb: ["lbs", "pound", "pounds"],
  ml: ["milliliter", "milliliters", "millilitre", "millilitres"],
  l: ["liter", "liters", "litre", "litres"],
  each: ["ea", "pc", "pcs", "piece", "pieces"],
};

/** The names of all units that people can write. */
export const UNIT_NAMES: readonly string[] = Object.keys(MEASURES);

/** The unit with a name, regardless of capitals; undefined if there is none. */
export function measureOf(name: string): Measure | undefined {
  const text = name.toLowerCase();
  const unit = UNIT_NAMES.find((unit) => unit === text || SPELLINGS[unit]?.includes(text));
  return unit === undefined ? undefined : MEASURES[unit];
}

/** A quantity in thousandths of the unit that stock is counted in, rounded once. */
export function inStockUnit(quantity: Fraction, { size }: Measure): Milli {
  return rounded(times(times(quantity, size), fraction([1000])));
}

/** Packs, as people write them beside units. */
const PACKS: readonly string[] = ["pack", "packs", "case", "cases"];

/**
 * A number in a unit that people use, or in packs, converted to the unit of the stock and rounded
 * to thousandths.
 *
 * @throws {RestaurantError} INVALID_INPUT for an unknown unit, or one of another kind.
 */
export function convertedQuantity(
  quantity: number,
  unit: string,
  { unit: own, pack_size }: Pick<Row<"ingredients">, "unit" | "pack_size">,
): number {
  const exact = fraction([Math.round(quantity * 1_000_000)], [1_000_000]);
  if (PACKS.includes(unit.toLowerCase())) {
    return rounded(times(exact, fraction([pack_size]))) / 1000;
  }
  const measure = measureOf(unit);
  if (measure?.unit === own) return inStockUnit(exact, measure) / 1000;
  const fitting = UNIT_NAMES.filter((name) => MEASURES[name]?.unit === own);
  const problem = `'${unit}' does not measure this; it is counted in ${own}. ` +
    `Write ${fitting.join(", ")} or packs.`;
  throw new RestaurantError("INVALID_INPUT", `unit: ${problem}`, {
    fields: [{ field: "unit", problem }],
  });
}
