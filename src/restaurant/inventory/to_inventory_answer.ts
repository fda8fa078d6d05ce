import { businessToday } from "../locations/business_today.ts";
import type { Location } from "../locations/location.ts";
import { foldWords } from "../../values/fold.ts";
import { counted } from "../../values/counted.ts";
import { rounded } from "../../values/fraction.ts";
import { fromMilli, toMajor } from "../../values/money.ts";
import type { InventoryAnswer, InventoryFilter } from "./inventory_answer.ts";
import { comparePlaces, inventoryCursor, inventoryPlace } from "./inventory_cursor.ts";
import type { Inventory, InventoryLine, LocationWindow } from "./read_inventory.ts";
import { quantityText } from "./ingredients.ts";
import { onOrder, type StockState } from "./restock.ts";
import { supplierOrders } from "./supplier_orders.ts";
import { USAGE_DAYS, type UsageWindow } from "./usage.ts";

/** What is asked of the stock. */
export interface InventoryQuestion {
  readonly locations: readonly Location[];
  readonly filter: InventoryFilter;
  /** Part of an ingredient's name. */
  readonly text?: string | undefined;
  readonly horizon_days?: number | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const MOST_SUPPLIERS = 8;
const MOST_WINDOWS = 5;

/** The states that pass a filter. */
const PASSING: Readonly<Record<InventoryFilter, readonly StockState[]>> = {
  out: ["out"],
  low: ["out", "runs_out", "low"],
  below_par: ["out", "runs_out", "low", "below_par"],
  all: ["out", "runs_out", "low", "below_par", "ok", "uncounted"],
};

/**
 * An inventory as an answer: one page of it in decimal units, the orders it leads to, the basis.
 *
 * @param asOf UTC instant.
 * @throws {RestaurantError} INVALID_INPUT for a cursor that was never given.
 */
export function toInventoryAnswer(
  inventory: Inventory,
  question: InventoryQuestion,
  asOf: string,
): InventoryAnswer {
  const { filter, cursor, limit, locations } = question;
  const text = foldWords(question.text ?? "");
  const matching = inventory.lines.filter(({ state, ingredient }) =>
    PASSING[filter].includes(state) && foldWords(ingredient.name).includes(text)
  );
  const from = cursor === undefined ? undefined : inventoryPlace(cursor);
  const rest = from === undefined
    ? matching
    : matching.filter((line) => comparePlaces(line, from) > 0);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const orders = supplierOrders(matching);
  const [location, ...others] = locations.map(({ id }) => id);
  return {
    location: location === undefined || others.length > 0 ? "all" : location,
    filter,
    matching: matching.length,
    items: page.map((line) => itemOf(line, question.horizon_days)),
    ...(last !== undefined && rest.length > page.length && { next_cursor: inventoryCursor(last) }),
    suppliers: orders.slice(0, MOST_SUPPLIERS),
    ...(orders.length > MOST_SUPPLIERS && { omitted_suppliers: orders.length - MOST_SUPPLIERS }),
    notes: notesOf(inventory, matching, asOf),
    basis: basisOf(inventory, question, asOf),
  };
}

function itemOf(
  line: InventoryLine,
  horizonDays: number | undefined,
): InventoryAnswer["items"][number] {
  const { ingredient, location_id, state, on_hand, age, supply, tenths, runs_out_on } = line;
  const { currency } = ingredient;
  const order_note = orderNote(line, horizonDays);
  return {
    item_id: ingredient.id,
    name: ingredient.name,
    location: location_id,
    state,
    on_hand: on_hand === null ? null : fromMilli(on_hand),
    unit: ingredient.unit,
    counted_at: age.counted_at?.slice(0, 10) ?? null,
    ...(age.imported_use !== 0 && { imported_use: fromMilli(age.imported_use) }),
    lead_time_days: ingredient.lead_time_days,
    next_delivery: line.next_delivery,
    ...(runs_out_on !== null && { runs_out_on }),
    usage_per_day: fromMilli(rounded(supply.per_day)),
    days_on_hand: tenths === Infinity ? null : tenths / 10,
    reorder_point: supply.reorder_point === 0 ? null : fromMilli(supply.reorder_point),
    par: supply.par_level === 0 ? null : fromMilli(supply.par_level),
    on_order: fromMilli(onOrder(supply)),
    order_packs: line.order_packs,
    ...(order_note !== undefined && { order_note }),
    pack_size: fromMilli(ingredient.pack_size),
    order_cost: toMajor(line.order_cost, currency),
    currency,
    supplier: ingredient.supplier,
  };
}

/** Why the suggested order does not reach par; undefined if it does, or there is none to reach. */
function orderNote(
  { on_hand, ingredient, supply, order_packs, next_delivery }: InventoryLine,
  horizonDays: number | undefined,
): string | undefined {
  if (on_hand === null) return "never counted: count it first";
  const missing = supply.par_level - on_hand - onOrder(supply);
  const short = missing - order_packs * ingredient.pack_size;
  if (short > 0) {
    return `${quantityText(short, ingredient)} short of par: only ${
      counted(horizonDays ?? 0, "day")
    } is asked for`;
  }
  if (order_packs > 0 || on_hand >= supply.par_level) return undefined;
  return `par is reached by what comes on ${next_delivery}`;
}

function notesOf(
  { lines, windows }: Inventory,
  matching: readonly InventoryLine[],
  asOf: string,
): string[] {
  const stale = windows.filter(({ window }) => window !== null && isStale(window, asOf));
  const unsold = windows.filter(({ window }) => window === null);
  const below = lines.filter(({ on_hand }) => on_hand !== null && on_hand < 0);
  const uncounted = lines.filter(({ state }) => state === "uncounted");
  const unknown = windows.filter(({ without_recipe }) => without_recipe > 0);
  const today = asOf.slice(0, 10);
  const overdue = lines.filter(({ next_delivery }) => next_delivery < today);
  return [
    ...(lines.length === 0
      ? ["No ingredients yet. Bring them in with `restaurant-mcp import --kind ingredients`."]
      : matching.length === 0
      ? ["Nothing matches the filter."]
      : []),
    ...(unsold.length > 0 ? [`No sales before today, so no usage: ${placesOf(unsold)}.`] : []),
    ...(stale.length > 0
      ? [`Sales end more than a week ago, so usage may have changed: ${placesOf(stale)}.`]
      : []),
    ...(unknown.length > 0
      ? [`Sold without a recipe, so what they use is not known: ${unknownText(unknown)}.`]
      : []),
    ...(overdue.length > 0
      ? [`Overdue, ask the supplier: the delivery of ${counted(overdue.length, "ingredient")}.`]
      : []),
    ...(below.length > 0
      ? [`${below.length} below zero: more was used than written down; count them.`]
      : []),
    ...(uncounted.length > 0
      ? [`${uncounted.length} never counted, so no order is suggested for them (filter all).`]
      : []),
  ];
}

/** Whether the sales of a window ended more than a week ago. */
function isStale({ end_date }: UsageWindow, asOf: string): boolean {
  const today = Temporal.Instant.from(asOf).toZonedDateTimeISO("UTC").toPlainDate();
  return end_date < today.subtract({ days: 7 }).toString();
}

function unknownText(windows: readonly LocationWindow[]): string {
  const most = Math.max(...windows.map(({ without_recipe }) => without_recipe));
  return `up to ${counted(most, "menu item")} at ${placesOf(windows)}`;
}

function placesOf(windows: readonly LocationWindow[]): string {
  const ids = windows.map(({ location_id }) => location_id);
  const more = ids.length - MOST_WINDOWS;
  return ids.slice(0, MOST_WINDOWS).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function basisOf(
  { windows }: Inventory,
  { horizon_days, locations }: InventoryQuestion,
  as_of: string,
): InventoryAnswer["basis"] {
  const days = horizon_days === undefined
    ? "max(par, usage_per_day x (lead time + delivery interval))"
    : `usage_per_day x ${horizon_days} days`;
  return {
    on_hand:
      "last count and every movement and order taken here since, less what imported sales used by " +
      "recipe since the count (60 days at most; imported_use)",
    usage_per_day: "recipes with yield x units sold (less returned) / days, over the last " +
      `${USAGE_DAYS} business dates that ended, or fewer if sales start later`,
    usage_windows: windows.slice(0, MOST_WINDOWS).flatMap(({ location_id, window }) =>
      window === null ? [] : [{ location: location_id, ...window }]
    ),
    states:
      "out: nothing left; runs_out: with what is on order, used up before the delivery after next " +
      "(lead time + delivery interval from today), so order now; low: at or below reorder_point; " +
      "below_par: less than par",
    order: `${days} - on_hand - on_order, up to whole packs`,
    today: businessToday(locations, Temporal.Instant.from(as_of)),
    as_of,
  };
}
