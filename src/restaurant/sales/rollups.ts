import type { PreCommit } from "../../storage/before_commit.ts";
import { boundedSum } from "../../storage/bounded_sum.ts";
import { inBatches } from "../../storage/bulk.ts";
import type { Writer } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { tooLargeADay } from "../../storage/user_error.ts";
import {
  addFigures,
  FIGURE_NAMES,
  isNothing,
  mayEmpty,
  MOST_OF_A_DAY,
  noFigures,
  type RollupEntry,
} from "./figures.ts";
import { divide, type Divisible } from "./divide.ts";
import { addToMonths } from "./monthly_rollups.ts";

/**
 * Changes to the rollups by location, business date, dimension and key, collected so that each row
 * is written once. Nested, because to join four texts into one key took longer than to count.
 */
export type RollupChanges = Map<string, Map<string, DayChanges>>;

/** Of one location and business date, by dimension and key. */
type DayChanges = Map<string, Map<string, RollupEntry>>;

/** Adds an order or a refund to the collected changes; with `sign` -1, subtracts it. */
export function collect(changes: RollupChanges, sale: Divisible, sign: 1 | -1 = 1): void {
  const { sale: { location_id }, moment: { business_date } } = sale;
  const dimensions = dayIn(changes, location_id, business_date);
  divide(sale, (dimension, key, figures) => {
    const keys = dimensions.getOrInsertComputed(dimension, nothingYet);
    let change = keys.get(key);
    if (change === undefined) {
      change = { location_id, dimension, business_date, key, figures: noFigures() };
      keys.set(key, change);
    }
    addFigures(change.figures, figures, sign);
  });
}

/** The same for entries that were counted already. */
export function collectEntries(
  changes: RollupChanges,
  entries: readonly RollupEntry[],
  sign: 1 | -1 = 1,
): void {
  for (const entry of entries) {
    const { figures } = dayIn(changes, entry.location_id, entry.business_date)
      .getOrInsertComputed(entry.dimension, nothingYet)
      .getOrInsertComputed(entry.key, () => ({ ...entry, figures: noFigures() }));
    addFigures(figures, entry.figures, sign);
  }
}

function dayIn(changes: RollupChanges, location: string, date: string): DayChanges {
  return changes.getOrInsertComputed(location, nothingYet).getOrInsertComputed(date, nothingYet);
}

/** The collected changes that come to something. */
export function realChanges(changes: RollupChanges): RollupEntry[] {
  return changes.values()
    .flatMap((dates) => dates.values())
    .flatMap((dimensions) => dimensions.values())
    .flatMap((keys) => keys.values())
    .filter(({ figures }) => !isNothing(figures))
    .toArray();
}

function nothingYet<Key, Value>(): Map<Key, Value> {
  return new Map();
}

/**
 * Collects the changes of the rollups in a transaction that changes orders. They are written at its
 * end: all orders of a location's day share rows. A row that becomes zero is deleted, so that every
 * row stands for something that was sold, voided or refunded.
 */
export const ROLLUPS: PreCommit<RollupChanges> = {
  step: "rollups",
  begin: () => new Map(),
  write: applyRollups,
};

async function applyRollups(writer: Writer, gathered: readonly RollupChanges[]): Promise<void> {
  const entries = inOrder(realChanges(together(gathered)));
  if (entries.length === 0) return;
  assertBounded(entries);
  await addToRows(writer, entries);
  await removeEmptyRows(writer, entries.filter(({ figures }) => mayEmpty(figures)));
  await addToMonths(writer, entries);
}

function together([first, ...others]: readonly RollupChanges[]): RollupChanges {
  const changes: RollupChanges = first ?? new Map();
  for (const other of others) collectEntries(changes, realChanges(other));
  return changes;
}

/** Two who change the same rows take them in the same order, and none waits in a circle. */
function inOrder(entries: readonly RollupEntry[]): RollupEntry[] {
  const keyed = entries.map((entry) => {
    const { location_id, dimension, business_date, key } = entry;
    return { entry, place: [location_id, business_date, dimension, key].join("\n") };
  });
  return keyed.sort((a, b) => a.place < b.place ? -1 : 1).map(({ entry }) => entry);
}

async function addToRows(writer: Writer, entries: readonly RollupEntry[]): Promise<void> {
  await inBatches(
    writer,
    "add to days",
    entries.map(rollupRow),
    (batch) =>
      writer.insertInto("sales_rollups").values(batch).onConflict((conflict) =>
        conflict.columns(["location_id", "dimension", "business_date", "key"]).doUpdateSet((eb) =>
          Object.fromEntries(
            FIGURE_NAMES.map((name) => [
              name,
              boundedSum(
                eb,
                eb.ref(`sales_rollups.${name}`),
                eb.ref(`excluded.${name}`),
                MOST_OF_A_DAY,
              ),
            ]),
          )
        )
      ),
  );
}

/** @throws {RestaurantError} INVALID_INPUT for a change that is too large by itself. */
function assertBounded(entries: readonly RollupEntry[]): void {
  if (entries.some(isTooLarge)) throw tooLargeADay();
}

function isTooLarge({ figures }: RollupEntry): boolean {
  for (const name of FIGURE_NAMES) {
    const figure = figures[name];
    // What takes sales away is as large as they were.
    if (figure > MOST_OF_A_DAY || figure < -MOST_OF_A_DAY && figures.transactions >= 0) return true;
  }
  return false;
}

/** An entry as a row. */
export function rollupRow(
  { location_id, dimension, business_date, key, figures }: RollupEntry,
): Row<"sales_rollups"> {
  return { location_id, dimension, business_date, key, ...figures };
}

async function removeEmptyRows(writer: Writer, touched: readonly RollupEntry[]): Promise<void> {
  if (touched.length === 0) return;
  const distinct = <Value>(column: (entry: RollupEntry) => Value) => [
    ...new Set(touched.map(column)),
  ];
  await writer.deleteFrom("sales_rollups")
    .where("location_id", "in", distinct((entry) => entry.location_id))
    .where("dimension", "in", distinct((entry) => entry.dimension))
    .where("business_date", "in", distinct((entry) => entry.business_date))
    .where((eb) => eb.and(noFigures()))
    .execute();
}
