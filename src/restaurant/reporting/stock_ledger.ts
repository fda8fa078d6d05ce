import type { Reader } from "../../storage/database.ts";
import { isMovedByHand, movedFrom } from "../../storage/conditions.ts";
import type { Row } from "../../storage/schema/schema.ts";
import type { Milli } from "../../values/money.ts";
import { dateOfDay, dayNumber } from "../../values/day_number.ts";
import type { Ingredient } from "../inventory/ingredients.ts";
import { readLastCounts, shelfOf } from "../inventory/last_counts.ts";
import { worth } from "../inventory/worth.ts";
import type { ReportRequest } from "./request.ts";

type Where = Pick<ReportRequest, "period" | "locations">;
/** The first count of an ingredient at a location is where its ledger begins: nothing was found. */
type Kind = Row<"stock_movements">["kind"] | "first_count";

/** The movements of one ingredient in a period, over all requested locations. */
export interface LedgerLine {
  readonly ingredient: Ingredient;
  readonly opening: Milli;
  readonly closing: Milli;
  /** Signed sums by kind; a kind that did not occur is missing. */
  readonly moved: ReadonlyMap<Kind, Milli>;
  /** How many of its counts were undone: they are adjustments, like their undoing. */
  readonly undone: number;
}

/** One entry of waste. */
export interface WasteEntry {
  readonly business_date: string;
  readonly ingredient: Ingredient;
  readonly location_id: string;
  /** Positive: the waste. */
  readonly quantity: Milli;
  readonly reason: string | null;
}

/**
 * The ledger of a period. What is on hand is the sum of all movements, so the closing balance is
 * that of now less what moved since, and the opening balance is the closing one less the period's.
 */
export async function readLedger(reader: Reader, where: Where): Promise<LedgerLine[]> {
  const ingredients = await reader.selectFrom("ingredients").selectAll().orderBy("name").execute();
  const stock = await reader.selectFrom("stock").select("ingredient_id")
    .select(({ fn }) => fn.sum<number>("on_hand").as("on_hand"))
    .where("location_id", "in", idsOf(where)).groupBy("ingredient_id").execute();
  const dayAfter = dateOfDay(dayNumber(where.period.end_date) + 1);
  const since = await movements(reader, where).where(movedFrom(dayAfter)).execute();
  const within = await movements(reader, where)
    .where(movedFrom(where.period.date))
    .where("business_date", "<=", where.period.end_date)
    .where("kind", "!=", "count").execute();
  const moved = new Map<string, Map<Kind, Milli>>();
  const counts = await readCounts(reader, where);
  for (const { ingredient_id, kind, quantity } of [...within, ...counts]) {
    const kinds = moved.getOrInsertComputed(ingredient_id, () => new Map());
    kinds.set(kind, (kinds.get(kind) ?? 0) + quantity);
  }
  const undone = Map.groupBy(
    counts.filter(({ isUndone }) => isUndone),
    ({ ingredient_id }) => ingredient_id,
  );
  const later = totals(since);
  const onHand = new Map(stock.map(({ ingredient_id, on_hand }) => [ingredient_id, on_hand]));
  return ingredients.filter(({ id }) => onHand.has(id)).map((ingredient) => {
    const closing = (onHand.get(ingredient.id) ?? 0) - (later.get(ingredient.id) ?? 0);
    const kinds = moved.get(ingredient.id) ?? new Map<Kind, Milli>();
    const change = kinds.values().reduce((sum, quantity) => sum + quantity, 0);
    return {
      ingredient,
      opening: closing - change,
      closing,
      moved: kinds,
      undone: undone.get(ingredient.id)?.length ?? 0,
    };
  });
}

/** What each count of a period changed. */
async function readCounts(reader: Reader, where: Where) {
  const dayBefore = dateOfDay(dayNumber(where.period.date) - 1);
  const before = await readLastCounts(reader, idsOf(where), dayBefore);
  const within = await movedByHand(reader, where, "count")
    .select(["location_id", "ingredient_id", "quantity", "undone_at"])
    .orderBy("moved_at").orderBy("id").execute();
  const known = new Set(before.map(shelfOf));
  return within.map(({ quantity, undone_at, ...shelf }) => {
    const one = { ingredient_id: shelf.ingredient_id, quantity, isUndone: undone_at !== null };
    if (one.isUndone) return { ...one, kind: "adjustment" as const };
    const kind: Kind = known.has(shelfOf(shelf)) ? "count" : "first_count";
    known.add(shelfOf(shelf));
    return { ...one, kind };
  });
}

/** All waste of a period, the dearest first. */
export async function readWaste(reader: Reader, where: Where): Promise<WasteEntry[]> {
  const ingredients = await reader.selectFrom("ingredients").selectAll().execute();
  const byId = new Map(ingredients.map((ingredient) => [ingredient.id, ingredient]));
  const rows = await movedByHand(reader, where, "waste")
    .select(["business_date", "ingredient_id", "location_id", "quantity", "reason"])
    .orderBy("business_date").orderBy("id").execute();
  return rows.flatMap(({ ingredient_id, quantity, ...entry }) => {
    const ingredient = byId.get(ingredient_id);
    return ingredient === undefined ? [] : [{ ...entry, ingredient, quantity: -quantity }];
  }).toSorted((a, b) => worth(b.quantity, b.ingredient) - worth(a.quantity, a.ingredient));
}

function movements(reader: Reader, where: Where) {
  return reader.selectFrom("stock_movements").select(["ingredient_id", "kind"])
    .select(({ fn }) => fn.sum<number>("quantity").as("quantity"))
    .where("location_id", "in", idsOf(where)).groupBy(["ingredient_id", "kind"]);
}

/** The movements of a period that people wrote down. */
function movedByHand(reader: Reader, where: Where, kind: "count" | "waste") {
  return reader.selectFrom("stock_movements")
    .where("location_id", "in", idsOf(where)).where(isMovedByHand()).where("kind", "=", kind)
    .where("business_date", ">=", where.period.date)
    .where("business_date", "<=", where.period.end_date);
}

function totals(rows: readonly { ingredient_id: string; quantity: number }[]) {
  const sums = new Map<string, Milli>();
  for (const { ingredient_id, quantity } of rows) {
    sums.set(ingredient_id, (sums.get(ingredient_id) ?? 0) + quantity);
  }
  return sums;
}

function idsOf({ locations }: Where): string[] {
  return locations.map(({ id }) => id);
}
