import type { Location } from "../../locations/location.ts";
import type { MenuItem } from "../../menu/menu_items.ts";
import type { Variation } from "../../menu/variations.ts";
import type { Milli, Minor } from "../../../values/money.ts";
import { checkModifiers, type Modifier } from "./check_modifiers.ts";
import { checkText } from "./check_text.ts";
import { checkVariation } from "./check_variation.ts";
import type { OrderCatalog } from "./order_catalog.ts";
import { LONGEST, MOST_LINES, MOST_OF_ONE, type RequestedItem } from "./order_request.ts";
import type { Report } from "./problems.ts";
import { foldWords } from "../../../values/fold.ts";
import { similarNames } from "../../../values/similar_names.ts";

/** The part of the catalog that lines are checked against. */
type OrderMenu = Pick<OrderCatalog, "items" | "variations" | "groups">;

/** A line that can be sold as it is. */
export interface CheckedLine {
  readonly item: Pick<MenuItem, "id" | "name" | "category">;
  /** Name of the size or kind; empty if the item is sold without. */
  readonly variation: string;
  /** What one takes of the item's recipe, in thousandths. */
  readonly portion: Milli;
  /** Price of one without modifiers. */
  readonly price: Minor;
  /** Whole portions. */
  readonly quantity: number;
  readonly modifiers: readonly Modifier[];
  readonly notes: string | null;
}

/** The lines of an order that can be sold; problems are reported. */
export function checkItems(
  items: readonly RequestedItem[],
  menu: OrderMenu,
  location: Location | undefined,
  report: Report,
): CheckedLine[] {
  if (items.length === 0) report("items", "Order at least one item.");
  if (items.length > MOST_LINES) {
    report("items", `An order has at most ${MOST_LINES} lines, not ${items.length}.`);
    return [];
  }
  return items.flatMap((item, index) => {
    const under: Report = (field, problem) => report(`items.${index}.${field}`, problem);
    return checkItem(item, menu, location, under);
  });
}

function checkItem(
  wanted: RequestedItem,
  menu: OrderMenu,
  location: Location | undefined,
  report: Report,
): CheckedLine[] {
  const { quantity } = wanted;
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST_OF_ONE) {
    report("quantity", `Give a whole number from 1 to ${MOST_OF_ONE}, not ${quantity}.`);
  }
  const notes = checkText(wanted.notes, "notes", LONGEST.notes, report);
  const item = menu.items.get(wanted.menu_item_id) ?? itemNamed(wanted.menu_item_id, menu);
  if (item === undefined) {
    report("menu_item_id", unknownItem(wanted.menu_item_id, menu));
    return [];
  }
  const groups = menu.groups.get(item.id) ?? [];
  const modifiers = checkModifiers(wanted.modifiers ?? [], groups, report);
  const variations = menu.variations.get(item.id) ?? [];
  const sold = checkVariation(wanted.variation, { ...item, variations }, report);
  if (sold === undefined) return [];
  const price = checkPrice(item, sold, location, report);
  return price === undefined
    ? []
    : [{ item, variation: sold.name, portion: sold.portion, price, quantity, modifiers, notes }];
}

/** The price, if there is one in the location's currency. */
function checkPrice(
  { name, currency }: MenuItem,
  { name: variation, price }: Variation,
  location: Location | undefined,
  report: Report,
): Minor | undefined {
  if (price === null) {
    const what = variation === "" ? `'${name}'` : `'${name}' as ${variation}`;
    report("menu_item_id", `${what} has no price yet; set it with update_menu_item.`);
    return undefined;
  }
  if (location !== undefined && currency !== location.currency) {
    const problem = `'${name}' is sold in ${currency}; ${location.id} sells in ` +
      `${location.currency}.`;
    report("menu_item_id", problem);
    return undefined;
  }
  return price;
}

/** The only item of a name, regardless of capitals; an ambiguous name finds nothing. */
function itemNamed(name: string, menu: OrderMenu): MenuItem | undefined {
  const plain = foldWords(name);
  const [item, ...others] = [...menu.items.values()].filter((one) => foldWords(one.name) === plain);
  return others.length > 0 ? undefined : item;
}

function unknownItem(id: string, menu: OrderMenu): string {
  const similar = similarNames(id, [...menu.items.values()]).map(({ id, name }) =>
    `${id} (${name})`
  );
  return `There is no menu item '${id.slice(0, 40)}'; ` +
    (similar.length === 0 ? "get_menu lists them all." : `perhaps ${similar.join(", ")}.`);
}
