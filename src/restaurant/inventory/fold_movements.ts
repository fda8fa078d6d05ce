import { IDS_AT_ONCE, slices } from "../../storage/bulk.ts";
import { readCounter, setCounter } from "../../storage/counters.ts";
import type { Database, Reader, Writer } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { instantText } from "../../values/clock.ts";

/** What one order took or gave back. */
type SoldMovement = Pick<
  Row<"stock_movements">,
  "id" | "ingredient_id" | "kind" | "quantity" | "moved_at"
>;

/** The oldest movement of an order that is to be folded. */
type Oldest = Pick<
  Row<"stock_movements">,
  "location_id" | "ingredient_id" | "business_date" | "moved_at"
>;

/** Who moved what many orders took. */
const ACTOR = "retention";

/** A business day begins and ends within this time. */
const DAY_HOURS = 48;

/**
 * Folds what orders took from stock before a date into one movement for each day, ingredient and
 * kind. Counts divide a day: between two counts the sum stays what it was, and so do on-hand and
 * usage. A count that was undone divides it too, because it can be made again. One ingredient of
 * one day is one transaction, of a few milliseconds for which orders wait.
 *
 * @param before The first business date whose movements stay.
 * @returns How many movements became part of another one.
 */
export async function foldMovements(
  { write }: Pick<Database, "write">,
  before: string,
  signal: AbortSignal,
): Promise<number> {
  const locations = await write((writer) => writer.selectFrom("locations").select("id").execute());
  let folded = 0;
  for (const { id } of locations) {
    while (!signal.aborted) {
      const some = await write((writer) => foldNext(writer, id, before));
      if (some === undefined) break;
      folded += some;
    }
  }
  return folded;
}

/** Undefined if nothing is left to fold at a location. */
async function foldNext(
  writer: Writer,
  location_id: string,
  before: string,
): Promise<number | undefined> {
  const counter = `movements_folded ${location_id}`;
  // Counters hold numbers: seconds since 1970.
  const since = Temporal.Instant.fromEpochMilliseconds(await readCounter(writer, counter) * 1000);
  const oldest = await findOldest(writer, location_id, instantText(since), before);
  if (oldest === undefined) return undefined;
  const groups = await readGroups(writer, oldest);
  for (const group of groups) await foldGroup(writer, group);
  const { epochMilliseconds } = Temporal.Instant.from(oldest.moved_at);
  await setCounter(writer, counter, Math.floor(epochMilliseconds / 1000));
  return groups.reduce((sum, group) => sum + group.length - 1, 0);
}

/** The oldest one that is about an order; what is folded is about none. */
async function findOldest(
  reader: Reader,
  location_id: string,
  since: string,
  before: string,
): Promise<Oldest | undefined> {
  return await soldMovements(reader, location_id)
    .select(["stock_movements.location_id", "ingredient_id", "moved_at"])
    .select("stock_movements.business_date")
    .where("moved_at", ">=", since)
    .where("moved_at", "<", `${before}T24:00:00Z`)
    .where("stock_movements.business_date", "<", before)
    .orderBy("moved_at").limit(1).executeTakeFirst();
}

/** The movements that become one each. */
async function readGroups(
  writer: Writer,
  { location_id, ingredient_id, business_date, moved_at }: Oldest,
): Promise<SoldMovement[][]> {
  const end = instantText(Temporal.Instant.from(moved_at).add({ hours: DAY_HOURS }));
  const sold = await soldMovements(writer, location_id)
    .select(["stock_movements.id", "ingredient_id", "kind", "quantity", "moved_at"])
    .where("moved_at", ">=", moved_at).where("moved_at", "<", end)
    .where("stock_movements.business_date", "=", business_date)
    .where("ingredient_id", "=", ingredient_id)
    .orderBy("moved_at").orderBy("stock_movements.id").execute();
  const counts = await writer.selectFrom("stock_movements").select("moved_at")
    .where("location_id", "=", location_id).where("ingredient_id", "=", ingredient_id)
    .where("kind", "=", "count").where("moved_at", ">=", moved_at).where("moved_at", "<", end)
    .execute();
  // What moved at the time of a count was counted.
  const countsBefore = (time: string) => counts.filter((count) => count.moved_at < time).length;
  const groups = Map.groupBy(sold, (one) => `${one.kind} ${countsBefore(one.moved_at)}`);
  return [...groups.values()];
}

/** Movements of orders that cannot be cancelled any more: a cancellation gives back what one took. */
function soldMovements(reader: Reader, location_id: string) {
  return reader.selectFrom("stock_movements")
    .leftJoin("orders", (join) =>
      join.onRef("orders.id", "=", "stock_movements.order_id")
        .onRef("orders.location_id", "=", "stock_movements.location_id"))
    .where("stock_movements.location_id", "=", location_id)
    .where("stock_movements.order_id", "is not", null)
    .where("kind", "in", ["sold", "returned"])
    .where(({ eb, or }) => or([eb("orders.id", "is", null), eb("status", "!=", "received")]));
}

/** The last movement becomes the sum, and the others go. */
async function foldGroup(writer: Writer, group: readonly SoldMovement[]): Promise<void> {
  const last = group.at(-1);
  if (last === undefined) return;
  const quantity = group.reduce((sum, one) => sum + one.quantity, 0);
  const reason = group.length === 1 ? null : `${group.length} movements of orders of this day`;
  await writer.updateTable("stock_movements")
    .set({ quantity, reason, actor: ACTOR, order_id: null }).where("id", "=", last.id).execute();
  const others = group.slice(0, -1).map(({ id }) => id);
  for (const ids of slices(others, IDS_AT_ONCE)) {
    await writer.deleteFrom("stock_movements").where("id", "in", ids).execute();
  }
}
