import type { Reader } from "../../storage/database.ts";
import { rounded } from "../../values/fraction.ts";
import type { Milli } from "../../values/money.ts";
import { readPortionSizes } from "../inventory/portion_sizes.ts";
import { exactIngredientsFor, recipesOf } from "../inventory/recipes.ts";
import type { Period } from "../../values/period.ts";
import { sum } from "../../values/sum.ts";
import { readReturnedUnits } from "./returned_units.ts";
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

/** Movements of one kind between two counts. */
interface Movement {
  readonly location_id: string;
  readonly ingredient_id: string;
  readonly kind: string;
  readonly quantity: Milli;
  readonly business_date: string;
  readonly moved_at: string;
  readonly id: string;
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

type Count = Omit<Movement, "kind">;

async function readCounts(
  reader: Reader,
  locationIds: readonly string[],
  { date, end_date }: Period,
): Promise<Map<string, Count[]>> {
  const since = Temporal.PlainDate.from(date).subtract({ days: 62 }).toString();
  const rows = await reader.selectFrom("stock_movements")
    .select(["id", "location_id", "ingredient_id", "quantity", "business_date", "moved_at"])
    .where("location_id", "in", locationIds).where("kind", "=", "count")
    .where("business_date", ">=", since).where("business_date", "<=", end_date)
    .orderBy("moved_at").orderBy("id").execute();
  return Map.groupBy(rows, (row) => `${row.location_id} ${row.ingredient_id}`);
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
    ({ first, last }) => [first.location_id, first.moved_at, last.moved_at].join("\n"),
  );
  const usage = new Map<CountSpan, CountedUsage>();
  for (const some of together.values()) {
    const moved = await movedBetween(reader, some);
    for (const span of some) {
      const own = moved.get(span.first.ingredient_id) ?? [];
      usage.set(span, await usageBetween(reader, span, own));
    }
  }
  return spans.map((span) => usage.get(span)).filter((found) => found !== undefined);
}

type Moved = Pick<Movement, "kind" | "quantity">;

/** The movements of some ingredients between their common counts, by ingredient. */
async function movedBetween(
  reader: Reader,
  spans: readonly CountSpan[],
): Promise<Map<string, Moved[]>> {
  const [shared] = spans;
  if (shared === undefined) return new Map();
  const { first, last } = shared;
  const rows = await reader.selectFrom("stock_movements")
    .select(["ingredient_id", "kind"])
    .select(({ fn }) => fn.sum<number>("quantity").as("quantity"))
    .where("location_id", "=", first.location_id)
    .where("moved_at", ">", first.moved_at).where("moved_at", "<=", last.moved_at)
    .where("ingredient_id", "in", spans.map((span) => span.first.ingredient_id))
    .groupBy(["ingredient_id", "kind"]).execute();
  return Map.groupBy(rows, ({ ingredient_id }) => ingredient_id);
}

async function usageBetween(
  reader: Reader,
  { first, last }: CountSpan,
  rows: readonly Moved[],
): Promise<CountedUsage> {
  const { location_id, ingredient_id } = first;
  const moved = new Map(rows.map(({ kind, quantity }) => [kind, quantity]));
  const of = (kind: string) => moved.get(kind) ?? 0;
  const change = sum([...moved.values()]);
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
      theoretical: await theoreticalUsage(reader, location_id, ingredient_id, counted),
    }),
  };
}

/** Recipes x units sold, from the day after the first count to the day of the last. */
async function theoreticalUsage(
  reader: Reader,
  location_id: string,
  ingredient_id: string,
  { date, end_date }: Period,
): Promise<Milli> {
  const lines = await reader.selectFrom("recipe_lines").select("menu_item_id")
    .where("ingredient_id", "=", ingredient_id).execute();
  if (lines.length === 0) return 0;
  const sold = await reader.selectFrom("sales_rollups").select("key as menu_item_id")
    .select(({ fn }) => fn.sum<number>("units").as("quantity"))
    .where("location_id", "=", location_id).where("dimension", "=", "item")
    .where("key", "in", lines.map(({ menu_item_id }) => menu_item_id))
    .where("business_date", ">", date).where("business_date", "<=", end_date)
    .groupBy("key").execute();
  const after = Temporal.PlainDate.from(date).add({ days: 1 }).toString();
  const returned = await readReturnedUnits(reader, [location_id], { date: after, end_date });
  const { portionsOf } = await readPortionSizes(reader, [location_id], { date: after, end_date });
  const made = sold.map(({ menu_item_id, quantity }) => ({
    menu_item_id,
    quantity: portionsOf(menu_item_id, quantity + (returned.get(menu_item_id) ?? 0)),
  }));
  const recipes = await recipesOf(reader, sold.map(({ menu_item_id }) => menu_item_id));
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
