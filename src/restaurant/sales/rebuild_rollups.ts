import { insertMany } from "../../storage/bulk.ts";
import type { Database, Reader, Writer } from "../../storage/database.ts";
import { numberAt } from "../../storage/location_counters.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { lockTable } from "../../storage/table_lock.ts";
import { eventCursor, readUpTo } from "../journal/event_cursor.ts";
import { lastEvents } from "../journal/outbox.ts";
import { ROLLUP_SHAPE, shapeOf } from "./dimensions.ts";
import { replaceRollups } from "./replace_rollups.ts";
import { type LocationMonth, monthsWithSales, recountMonth } from "./recount.ts";
import { realChanges, rollupRow } from "./rollups.ts";

/** How a rebuild is followed and ended. */
export interface RebuildHooks {
  /** Called with the progress, from 0 to 1. */
  onProgress?(share: number): void;
  /** Aborting keeps what is counted; the next rebuild goes on there. */
  readonly signal?: AbortSignal;
}

/** The shape of the first rollups, which the database did not record. */
const FIRST_SHAPE = shapeOf(
  ["day", "hour", "order_type", "payment_method", "category", "item"],
  1,
);

/**
 * Recounts the rollups if the database has another shape. Returns whether it did.
 *
 * @param shape The wanted shape.
 */
export async function updateRollups(
  database: Pick<Database, "reader" | "write">,
  hooks: RebuildHooks = {},
  shape: string = ROLLUP_SHAPE,
): Promise<boolean> {
  if (await builtShape(database.reader) === shape) return false;
  // Another process may have built it since.
  const isBuilt = async (writer: Writer) => await builtShape(writer) === shape;
  return await rebuild(database, hooks, shape, isBuilt);
}

async function builtShape(reader: Reader): Promise<string> {
  const row = await reader.selectFrom("rollup_shapes").select("shape").where("is_built", "=", 1)
    .executeTakeFirst();
  return row?.shape ?? FIRST_SHAPE;
}

/**
 * Counts every order and refund into rollups beside those in use, month by month, and then replaces
 * those in one transaction: readers see the old ones or the new ones. Sales may change during the
 * count; their dates are recounted at the end. An interrupted rebuild resumes. Of processes that
 * rebuild together, one finishes and the others stop.
 */
export async function rebuildRollups(
  database: Pick<Database, "reader" | "write">,
  hooks: RebuildHooks = {},
  shape: string = ROLLUP_SHAPE,
): Promise<void> {
  await rebuild(database, hooks, shape, () => Promise.resolve(false));
}

/** Returns whether there was something to rebuild. */
async function rebuild(
  { reader, write }: Pick<Database, "reader" | "write">,
  { onProgress, signal }: RebuildHooks,
  shape: string,
  isDone: (writer: Writer) => Promise<boolean>,
): Promise<boolean> {
  const at = await write(async (writer) => {
    await lockTable(writer, "rollup_shapes");
    return await isDone(writer) ? undefined : await begin(writer, shape);
  });
  if (at === undefined) return false;
  const months = await monthsWithSales(reader, "0000-01");
  for (const [index, month] of months.entries()) {
    signal?.throwIfAborted();
    onProgress?.(index / months.length);
    if (!isAfter(month, at)) continue;
    const { figures } = await recountMonth(reader, month);
    const rows = realChanges(figures).map(rollupRow);
    if (!await write((writer) => keepMonth(writer, { ...at, ...month }, rows))) return true;
  }
  await write((writer) => finish(writer, at, shape));
  if (months.length > 0) onProgress?.(1);
  return true;
}

type Progress = Row<"rollup_shapes">;

/** Resumes an interrupted rebuild of the same shape, or begins a new one. */
async function begin(writer: Writer, shape: string): Promise<Progress> {
  const unfinished = await writer.selectFrom("rollup_shapes").selectAll()
    .where("is_built", "=", 0).execute();
  const begun = unfinished.find((row) => row.shape.startsWith(buildingName(shape)));
  if (begun !== undefined) return begun;
  await writer.deleteFrom("sales_rollups_next").execute();
  await writer.deleteFrom("rollup_shapes").where("is_built", "=", 0).execute();
  const progress = {
    // A name of its own: who is at an earlier rebuild of the same shape is not to go on in this one.
    shape: `${buildingName(shape)}${crypto.randomUUID()}`,
    is_built: 0,
    after_events: eventCursor(await lastEvents(writer)),
    location_id: "",
    month: "",
  } as const;
  await writer.insertInto("rollup_shapes").values(progress).execute();
  return progress;
}

/** Rollups that have the shape already can be recounted, too. */
function buildingName(shape: string): string {
  return `building ${shape} as `;
}

function isAfter(month: LocationMonth, at: LocationMonth): boolean {
  if (month.location_id !== at.location_id) return month.location_id > at.location_id;
  return month.month > at.month;
}

/** Returns whether it is kept; not if another process has finished the rebuild. */
async function keepMonth(
  writer: Writer,
  { shape, location_id, month }: Progress,
  rows: readonly Row<"sales_rollups">[],
): Promise<boolean> {
  await lockTable(writer, "rollup_shapes");
  const { numUpdatedRows } = await writer.updateTable("rollup_shapes").set({ location_id, month })
    .where("shape", "=", shape).executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await removeMonth(writer, { location_id, month });
  await insertMany(writer, "sales_rollups_next", rows);
  return true;
}

async function removeMonth(writer: Writer, { location_id, month }: LocationMonth): Promise<void> {
  await writer.deleteFrom("sales_rollups_next")
    .where("location_id", "=", location_id)
    .where("business_date", ">=", `${month}-01`)
    .where("business_date", "<=", `${month}-31`).execute();
}

/**
 * Sales cannot change once the lock is held, so everything that changed since the start is known.
 * Does nothing if another process has finished.
 */
async function finish(writer: Writer, at: Progress, shape: string): Promise<void> {
  await lockTable(writer, "sales_rollups");
  await lockTable(writer, "rollup_shapes");
  const begun = await writer.selectFrom("rollup_shapes").select("after_events")
    .where("shape", "=", at.shape).executeTakeFirst();
  if (begun === undefined) return;
  for (const month of await changedMonths(writer, begun.after_events)) {
    const { figures } = await recountMonth(writer, month);
    await removeMonth(writer, month);
    await insertMany(writer, "sales_rollups_next", realChanges(figures).map(rollupRow));
  }
  await replaceRollups(writer);
  await writer.deleteFrom("rollup_shapes").execute();
  await writer.insertInto("rollup_shapes")
    .values({ shape, is_built: 1, after_events: "", location_id: "", month: "" }).execute();
}

async function changedMonths(reader: Reader, afterEvents: string): Promise<LocationMonth[]> {
  const after = readUpTo(afterEvents, await lastEvents(reader));
  const locations = await reader.selectFrom("locations").select("id").execute();
  const months: LocationMonth[] = [];
  for (const { id: location_id } of locations) {
    const dates = await reader.selectFrom("events").select("business_date").distinct()
      .where("location_id", "=", location_id).where("sequence", ">", numberAt(after, location_id))
      .where("kind", "=", "sales_changed").execute();
    const names = new Set(dates.map(({ business_date }) => business_date?.slice(0, 7)));
    for (const month of names) if (month !== undefined) months.push({ location_id, month });
  }
  return months;
}
