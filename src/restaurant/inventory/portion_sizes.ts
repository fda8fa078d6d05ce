import type { Reader } from "../../storage/database.ts";
import { type Fraction, fraction, rounded, times } from "../../values/fraction.ts";
import type { Milli } from "../../values/money.ts";
import type { Period } from "../../values/period.ts";
import { sum } from "../../values/sum.ts";
import { type VariationOfItem, variationRollupKey, WHOLE_PORTION } from "../menu/variations.ts";
import { readUnitsSold } from "./units_sold.ts";

/** What units of an item took of its recipe: a bottle of wine more than a glass. */
export interface PortionSizes {
  /** The portions that so many units of an item were, in thousandths. */
  portionsOf(itemId: string, units: Milli): Milli;
}

/** A variation whose portion is not that of its item's recipe. */
interface Sized extends VariationOfItem {
  readonly portion: Milli;
}

/**
 * The portions of items on average over what was sold of their variations. An item that has no
 * variation with a portion of its own, or of which nothing was sold, is one portion a unit.
 */
export async function readPortionSizes(
  reader: Reader,
  locationIds: readonly string[],
  period: Period,
): Promise<PortionSizes> {
  const sized = await readSized(reader);
  const averages = sized.length === 0
    ? new Map<string, Fraction>()
    : await averagesOf(reader, sized, locationIds, period);
  return {
    portionsOf(itemId, units) {
      const average = averages.get(itemId);
      return average === undefined ? units : rounded(times(average, fraction([units])));
    },
  };
}

/** The portions of single variations, 1000 for one without a size of its own. */
export async function readPortions(
  reader: Reader,
): Promise<(variation: VariationOfItem) => Milli> {
  const sized = await readSized(reader);
  const portions = new Map(sized.map((one) => [variationRollupKey(one), one.portion]));
  return (one) => portions.get(variationRollupKey(one)) ?? WHOLE_PORTION;
}

async function readSized(reader: Reader): Promise<Sized[]> {
  return await reader.selectFrom("menu_item_variations")
    .select(["menu_item_id", "name as variation", "portion"]).where("portion", "!=", WHOLE_PORTION)
    .orderBy("menu_item_id").orderBy("name").execute();
}

async function averagesOf(
  reader: Reader,
  sized: readonly Sized[],
  locationIds: readonly string[],
  period: Period,
): Promise<Map<string, Fraction>> {
  const byItem = Map.groupBy(sized, ({ menu_item_id }) => menu_item_id);
  const where = { location_ids: locationIds, period };
  const items = { dimension: "item", keys: [...byItem.keys()], ...where } as const;
  const variations = {
    dimension: "variation",
    keys: sized.map(variationRollupKey),
    ...where,
  } as const;
  const whole = await readUnitsSold(reader, items);
  const parts = await readUnitsSold(reader, variations);
  return new Map(
    [...byItem].flatMap(([id, own]): [string, Fraction][] => {
      const total = whole.get(id) ?? 0;
      if (total <= 0) return [];
      const beyond = own.map((one) =>
        (parts.get(variationRollupKey(one)) ?? 0) * (one.portion - WHOLE_PORTION)
      );
      const more = Math.round(sum(beyond) / WHOLE_PORTION);
      return [[id, fraction([Math.max(total + more, 0)], [total])]];
    }),
  );
}
