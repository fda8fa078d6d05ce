import type { Milli, Minor } from "../../values/money.ts";

/** The four classes of Kasavana and Smith. */
export type MenuClass = "star" | "plowhorse" | "puzzle" | "dog";

/** Why an item is not classified. */
export type Unclassified = "new" | "uncosted" | "thin";

/** The sales of a menu item in a period. */
export interface MenuSales {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  /** Sold, with those that guests gave back: they had been made, and their price is in `gross`. */
  readonly units: Milli;
  /** How many of `units` guests gave back. */
  readonly returned: Milli;
  /** The portions of its recipe that they took, in thousandths. */
  readonly portions: Milli;
  /** Item price x units, without tax, before discounts. */
  readonly gross: Minor;
  /** The ingredient cost of all units; null without a recipe with all costs known. */
  readonly food_cost: Minor | null;
  /** Whether it was sold during only a part of the period. */
  readonly isNew: boolean;
}

/** An item in the worksheet, or why it is not in it. */
export interface RatedItem extends MenuSales {
  readonly rating: MenuClass | Unclassified;
  /** Gross less food cost, in all; null when uncosted. */
  readonly margin: Minor | null;
  /** Share of the units of the items classified in its category, in percent; null when it is none. */
  readonly mix_percent: number | null;
}

/** The worksheet of one category. */
export interface MenuCategory {
  readonly category: string;
  readonly items: readonly RatedItem[];
  /** Items that were classified. */
  readonly classified: number;
  /** Their margin over their units, weighted by units, in minor units; null when none was. */
  readonly average_margin: number | null;
  /** Share of units above which an item is popular: 70 % of an equal share; null when none was. */
  readonly popular_from_percent: number | null;
}

/** Units for each item of a category, on average, from which a class says more than chance. */
const ENOUGH_UNITS = 10_000;

/**
 * Menu engineering by the worksheet of Kasavana and Smith (1982), inside each category: an item is
 * popular when its share of units is above 0.7 / n, and profitable when its margin is above the
 * mean margin weighted by units. Items that are new, uncosted or in a category with too few sales
 * are marked and do not enter the means.
 */
export function rateMenu(items: readonly MenuSales[]): MenuCategory[] {
  return [...Map.groupBy(items, ({ category }) => category)]
    .map(([category, some]) => rateCategory(category, some))
    .sort((a, b) => grossOf(b.items) - grossOf(a.items) || (a.category < b.category ? -1 : 1));
}

function rateCategory(category: string, items: readonly MenuSales[]): MenuCategory {
  const costed = items.filter(isRatable);
  const units = costed.reduce((sum, item) => sum + item.units, 0);
  const isThin = units < ENOUGH_UNITS * costed.length;
  const sheet = { count: costed.length, units, margin: marginOf(costed) };
  const hasClasses = costed.length > 0 && !isThin;
  return {
    category,
    items: items.map((item) => rateItem(item, sheet, isThin))
      .sort((a, b) => b.gross - a.gross || (a.id < b.id ? -1 : 1)),
    classified: hasClasses ? costed.length : 0,
    average_margin: hasClasses ? sheet.margin * 1000 / units : null,
    popular_from_percent: hasClasses ? 70 / costed.length : null,
  };
}

interface CostedSales extends MenuSales {
  readonly food_cost: Minor;
}

function isRatable(item: MenuSales): item is CostedSales {
  return item.food_cost !== null && !item.isNew && item.units > 0;
}

interface Sheet {
  readonly count: number;
  readonly units: Milli;
  readonly margin: Minor;
}

function rateItem(item: MenuSales, sheet: Sheet, isThin: boolean): RatedItem {
  const margin = item.food_cost === null ? null : item.gross - item.food_cost;
  const unrated = (rating: Unclassified): RatedItem => ({
    ...item,
    rating,
    margin,
    mix_percent: null,
  });
  if (item.isNew) return unrated("new");
  if (margin === null) return unrated("uncosted");
  if (isThin || item.units <= 0) return unrated("thin");
  const mix_percent = 100 * item.units / sheet.units;
  return { ...item, rating: classOf(item.units, margin, sheet), margin, mix_percent };
}

/** Compares products of integers instead of quotients, so that the borders are exact. */
function classOf(units: Milli, margin: Minor, sheet: Sheet): MenuClass {
  const isPopular = BigInt(10 * sheet.count) * BigInt(units) > 7n * BigInt(sheet.units);
  const isProfitable = BigInt(margin) * BigInt(sheet.units) >
    BigInt(sheet.margin) * BigInt(units);
  if (isPopular) return isProfitable ? "star" : "plowhorse";
  return isProfitable ? "puzzle" : "dog";
}

function marginOf(items: readonly CostedSales[]): Minor {
  return items.reduce((sum, { gross, food_cost }) => sum + gross - food_cost, 0);
}

function grossOf(items: readonly MenuSales[]): Minor {
  return items.reduce((sum, { gross }) => sum + gross, 0);
}

/** How returned units are counted, if there are some. */
export function returnedNotes(items: readonly Pick<MenuSales, "returned">[]): string[] {
  if (items.every(({ returned }) => returned === 0)) return [];
  return [
    "Units are sold less returned; mix, class and margins count returned ones too, because they " +
    "had been made.",
  ];
}
