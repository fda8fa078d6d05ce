import { isMovedByHand } from "../../storage/conditions.ts";
import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { rounded } from "../../values/fraction.ts";
import type { Milli } from "../../values/money.ts";
import { shelfOf } from "../inventory/last_counts.ts";
import { readPortionSizes } from "../inventory/portion_sizes.ts";
import { exactIngredientsFor, recipesOf } from "../inventory/recipes.ts";
import { readUnitsSold } from "../inventory/units_sold.ts";
import type { Period } from "../../values/period.ts";
import { sum } from "../../values/sum.ts";
import { readReturnedUnits } from "./returned_units.ts";
import { readUnitsMade } from "./units_made.ts";
import { type UsageVariance, usageVariance } from "./actual_usage.ts";

/**
 * The movements of an ingredient at a location between its first and last count around a period.
 */
export interface CountedUsage extends UsageVariance {
  readonly location_id: string;
  readonly ingredient_id: string;
  /** Business dates of the two counts. */
  readonly counted: Period;
}

/**
 * Actual against theoretical usage of every ingredient that was counted at least twice: from the last
 * count before the period (or the first in it) to the last one in it. Counts are taken to be made at
 * the end of their business day, so sales from the day after the first count on are compared.
 *
 * @returns The ingredients that have two counts, and how many have not.
 */
export async function readCountedUsage(
  reader: Reader,
  locationIds: readonly string[],
  period: Period,
): Promise<{ readonly usage: readonly CountedUsage[]; readonly uncounted: number }> {
  const counts = await readCounts(reader, locationIds, period);
  const spans: CountSpan[] = [];
  let uncounted = 0;
  for (const [, some] of counts) {
    const first = some.findLast(({ business_date }) => business_date < period.date) ?? some[0];
    const last = some.at(-1);
    if (first === undefined || last === undefined || first.business_date >= last.business_date) {
      uncounted++;
      continue;
    }
    spans.push({ first, last });
  }
  return { usage: await usageOf(reader, spans), uncounted };
}

/** A count in the ledger. */
type Count = Pick<
  Row<"stock_movements">,
  "id" | "location_id" | "ingredient_id" | "level" | "business_date" | "moved_at"
>;

async function readCounts(
  reader: Reader,
  locationIds: readonly string[],
  { date, end_date }: Period,
): Promise<Map<string, Count[]>> {
  const since = Temporal.PlainDate.from(date).subtract({ days: 62 }).toString();
  const rows = await reader.selectFrom("stock_movements")
    .select(["id", "location_id", "ingredient_id", "level", "business_date", "moved_at"])
    .where("location_id", "in", locationIds).where(isMovedByHand()).where("kind", "=", "count")
    .where("business_date", ">=", since).where("business_date", "<=", end_date)
    .orderBy("moved_at").orderBy("id").execute();
  return Map.groupBy(rows, shelfOf);
}

/** The two counts between which an ingredient's usage is determined. */
interface CountSpan {
  readonly first: Count;
  readonly last: Count;
}

/** Ingredients that were counted together are read together: their time is read once. */
async function usageOf(reader: Reader, spans: readonly CountSpan[]): Promise<CountedUsage[]> {
  const together = Map.groupBy(
    spans,
    (span) => [span.first.location_id, ...[span.first, span.last].map(timeOf)].join("\n"),
  );
  const usage = new Map<CountSpan, CountedUsage>();
  for (const some of together.values()) {
    const [shared] = some;
    if (shared === undefined) continue;
    const moved = await movedBetween(reader, shared, some);
    const sales = await salesBetween(reader, shared);
    for (const span of some) {
      const own = moved.get(span) ?? NOTHING_MOVED;
      usage.set(span, await usageBetween(reader, span, own, sales));
    }
  }
  return spans.map((span) => usage.get(span)).filter((found) => found !== undefined);
}

function timeOf({ business_date, moved_at }: Count): string {
  return `${business_date} ${moved_at}`;
}

/** The movements of an ingredient between two counts. */
interface Moved {
  /** By kind, as far as people moved it. */
  readonly kinds: ReadonlyMap<string, Milli>;
  /** All of it, with what orders took. */
  readonly change: Milli;
}

const NOTHING_MOVED: Moved = { kinds: new Map(), change: 0 };

/** The movements between counts that were made at the same times. */
async function movedBetween(
  reader: Reader,
  { first, last }: CountSpan,
  spans: readonly CountSpan[],
): Promise<Map<CountSpan, Moved>> {
  const changes = new Map(spans.map((span) => [span, changeOf(span)]));
  // Older counts have no level: then everything that moved is added up, order by order.
  const isKnown = changes.values().every((change) => change !== null);
  let moved = reader.selectFrom("stock_movements")
    .select(["ingredient_id", "kind"])
    .select(({ fn }) => fn.sum<number>("quantity").as("quantity"))
    .where("location_id", "=", first.location_id)
    .where("moved_at", ">", first.moved_at)
    .where("moved_at", isKnown ? "<" : "<=", last.moved_at)
    .where("ingredient_id", "in", spans.map(({ first }) => first.ingredient_id))
    .groupBy(["ingredient_id", "kind"]);
  if (isKnown) {
    moved = moved.where(isMovedByHand())
      .where("business_date", ">=", first.business_date)
      .where("business_date", "<=", last.business_date);
  }
  const within = Map.groupBy(await moved.execute(), ({ ingredient_id }) => ingredient_id);
  const beside = isKnown ? await movedBeside(reader, spans) : new Map<CountSpan, MovedOne[]>();
  return new Map(spans.map((span): [CountSpan, Moved] => {
    const own = [...within.get(span.first.ingredient_id) ?? [], ...beside.get(span) ?? []];
    const kinds = new Map<string, Milli>();
    for (const { kind, quantity } of own) kinds.set(kind, (kinds.get(kind) ?? 0) + quantity);
    return [span, {
      kinds,
      change: (isKnown ? changes.get(span) : null) ?? sum(own.map(({ quantity }) => quantity)),
    }];
  }));
}

type MovedOne = Pick<Row<"stock_movements">, "id" | "ingredient_id" | "kind" | "quantity">;

/**
 * What people moved in the very second of a count, as far as it belongs between two counts: a level
 * tells it apart, so the order of the ledger has to.
 */
async function movedBeside(
  reader: Reader,
  spans: readonly CountSpan[],
): Promise<Map<CountSpan, MovedOne[]>> {
  const [shared] = spans;
  if (shared === undefined) return new Map();
  const { first, last } = shared;
  const rows = await reader.selectFrom("stock_movements")
    .select(["id", "ingredient_id", "kind", "quantity", "moved_at"])
    .where("location_id", "=", first.location_id)
    .where("moved_at", "in", [first.moved_at, last.moved_at])
    .where(isMovedByHand())
    .where("business_date", "in", [first.business_date, last.business_date])
    .where("ingredient_id", "in", spans.map(({ first }) => first.ingredient_id))
    .execute();
  return new Map(spans.map((span) => [
    span,
    rows.filter(({ ingredient_id, id, moved_at }) =>
      ingredient_id === span.first.ingredient_id &&
      (moved_at === first.moved_at ? id > span.first.id : id <= span.last.id)
    ),
  ]));
}

/** By how much the level of an ingredient changed; null if it is not recorded. */
function changeOf({ first, last }: CountSpan): Milli | null {
  return first.level === null || last.level === null ? null : last.level - first.level;
}

/** What was sold at a location from one count to another. */
interface SalesBetween {
  readonly location_id: string;
  /** The days of both counts and those between. */
  readonly period: Period;
  /** The portions of an item's recipe that were made, if so many units stayed sold on these days. */
  portionsMade(itemId: string, units: Milli): Milli;
}

async function salesBetween(reader: Reader, { first, last }: CountSpan): Promise<SalesBetween> {
  const { location_id } = first;
  const period = { date: first.business_date, end_date: last.business_date };
  const returned = await readReturnedUnits(reader, [location_id], period);
  const { portionsOf } = await readPortionSizes(reader, [location_id], period);
  const before = await readUnitsMade(reader, { ...first, side: "until", at: first.moved_at });
  const after = await readUnitsMade(reader, { ...last, side: "after", at: last.moved_at });
  const outside = (id: string) => (before.get(id) ?? 0) + (after.get(id) ?? 0);
  return {
    location_id,
    period,
    portionsMade: (id, units) => portionsOf(id, units + (returned.get(id) ?? 0) - outside(id)),
  };
}

async function usageBetween(
  reader: Reader,
  { first, last }: CountSpan,
  { kinds, change }: Moved,
  sales: SalesBetween,
): Promise<CountedUsage> {
  const { location_id, ingredient_id } = first;
  const of = (kind: string) => kinds.get(kind) ?? 0;
  const counted = { date: first.business_date, end_date: last.business_date };
  return {
    location_id,
    ingredient_id,
    counted,
    ...usageVariance({
      opening: 0,
      received: of("received"),
      transferred_in: of("transfer"),
      closing: change,
      wasted: -of("waste"),
      theoretical: await theoreticalUsage(reader, ingredient_id, sales),
    }),
  };
}

/** Recipes x units made. */
async function theoreticalUsage(
  reader: Reader,
  ingredient_id: string,
  { location_id, period, portionsMade }: SalesBetween,
): Promise<Milli> {
  const lines = await reader.selectFrom("recipe_lines").select("menu_item_id")
    .where("ingredient_id", "=", ingredient_id).execute();
  if (lines.length === 0) return 0;
  const sold = await readUnitsSold(reader, {
    ...{ dimension: "item", location_ids: [location_id], period },
    keys: lines.map(({ menu_item_id }) => menu_item_id),
  });
  const made = Array.from(sold, ([menu_item_id, units]) => ({
    menu_item_id,
    quantity: portionsMade(menu_item_id, units),
  }));
  const recipes = await recipesOf(reader, [...sold.keys()]);
  const used = exactIngredientsFor(made, recipes).get(ingredient_id);
  return used === undefined ? 0 : rounded(used);
}

/** The same ingredient at several locations, by ingredient. */
export function byIngredient(
  usage: readonly CountedUsage[],
): ReadonlyMap<string, readonly CountedUsage[]> {
  const groups = new Map<string, CountedUsage[]>();
  for (const one of usage) groups.getOrInsertComputed(one.ingredient_id, () => []).push(one);
  return groups;
}
