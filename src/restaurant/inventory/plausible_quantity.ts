import { unconfirmed } from "../../values/confirmation.ts";
import { fraction } from "../../values/fraction.ts";
import type { Milli } from "../../values/money.ts";
import { type Ingredient, quantityText } from "./ingredients.ts";
import type { StockMovement } from "./stock_request.ts";
import { inStockUnit, measureOf } from "./units.ts";

/** This many times more or less than expected is a slip: a wrong unit, a lost digit. */
const OUT_OF_PROPORTION = 50;
/** The intended quantity is within this factor of the expected one. */
const NEAR = 5;
const UNITS = ["kg", "lb", "l", "oz"] as const;

/** A requested quantity, and what there is already. */
export interface WrittenQuantity {
  readonly movement: StockMovement;
  /** As it would be written, in the ingredient's unit. */
  readonly quantity: Milli;
  /** The number that was written. */
  readonly written: number;
  readonly onHand: Milli;
  readonly par: Milli;
}

/**
 * Checks that a quantity is plausible for what is on hand and how the ingredient is bought. Zero is
 * always plausible, and so is anything if nothing is known.
 *
 * @throws {RestaurantError} INVALID_INPUT asking what was meant.
 */
export function assertPlausible(ingredient: Ingredient, written: WrittenQuantity): void {
  const { movement, quantity, onHand, par } = written;
  const size = Math.abs(quantity);
  const largest = Math.max(onHand, par, ingredient.pack_size);
  const least = movement === "count" ? onHand : movement === "received" ? ingredient.pack_size : 0;
  const isTooMuch = size > largest * OUT_OF_PROPORTION;
  const isTooLittle = size > 0 && size * OUT_OF_PROPORTION < least;
  if (!isTooMuch && !isTooLittle) return;
  const expected = isTooMuch ? largest : least;
  const meant = meantBy(ingredient, written.written, expected);
  const known = `${quantityText(onHand, ingredient)} are on hand, a pack is ` +
    quantityText(ingredient.pack_size, ingredient);
  throw unconfirmed(
    "quantity",
    `${quantityText(quantity, ingredient)} of ${ingredient.name} (${movement}), when ${known}: ` +
      (meant.length === 0 ? "is that right?" : `is that right, or was it ${meant.join(" or ")}?`),
  );
}

/** The number read in other units, if that gives the expected quantity. */
function meantBy(ingredient: Ingredient, written: number, expected: Milli): string[] {
  const exact = fraction([Math.round(written * 1000)], [1000]);
  const units = UNITS.flatMap((name) => {
    const measure = measureOf(name);
    return measure?.unit === ingredient.unit
      ? [{ name: name as string, quantity: inStockUnit(exact, measure) }]
      : [];
  });
  const packs = {
    name: written === 1 ? "pack" : "packs",
    quantity: Math.round(written * ingredient.pack_size),
  };
  return [...units, packs]
    .filter(({ quantity }) => quantity * NEAR >= expected && quantity <= expected * NEAR)
    .map(({ name, quantity }) => `${written} ${name} (${quantityText(quantity, ingredient)})`);
}
