import { isMovedByHand } from "../../storage/conditions.ts";
import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import type { Milli } from "../../values/money.ts";
import type { Period } from "../../values/period.ts";
import { sum } from "../../values/sum.ts";
import { type Count, type CountsAround, type CountSpan, readCountSpans } from "./read_counts.ts";
import { readTheoreticalUsage } from "./theoretical_usage.ts";
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

/** The usage between counts around a period. */
export interface UsageAround extends Omit<CountsAround, "spans"> {
  readonly usage: readonly CountedUsage[];
}

/**
 * Actual against theoretical usage of every ingredient that was counted at least twice, as
 * `readCountSpans` has it. What was sold is compared from the time of the first count to that of the
 * last.
 */
export async function readCountedUsage(
  reader: Reader,
  locationIds: readonly string[],
  period: Period,
): Promise<UsageAround> {
  const { spans, ...counts } = await readCountSpans(reader, locationIds, period);
  return { ...counts, usage: await usageOf(reader, spans) };
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
    const ids = some.map(({ first }) => first.ingredient_id);
    const moved = await movedBetween(reader, shared, some);
    const theoretical = await readTheoreticalUsage(reader, shared, ids);
    for (const [span, own] of moved) {
      usage.set(span, usageBetween(span, own, theoretical.get(span.first.ingredient_id) ?? 0));
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
  const beside = isKnown
    ? await movedBeside(reader, { first, last }, spans)
    : new Map<CountSpan, MovedOne[]>();
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
  { first, last }: CountSpan,
  spans: readonly CountSpan[],
): Promise<Map<CountSpan, MovedOne[]>> {
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

function usageBetween(
  { first, last }: CountSpan,
  { kinds, change }: Moved,
  theoretical: Milli,
): CountedUsage {
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
      theoretical,
    }),
  };
}

/** The same ingredient at several locations, by ingredient. */
export function byIngredient(
  usage: readonly CountedUsage[],
): ReadonlyMap<string, readonly CountedUsage[]> {
  const groups = new Map<string, CountedUsage[]>();
  for (const one of usage) groups.getOrInsertComputed(one.ingredient_id, () => []).push(one);
  return groups;
}
