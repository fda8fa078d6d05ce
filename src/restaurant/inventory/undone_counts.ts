import { readState, readUndone, statesOf, type StoredChange } from "../journal/changes.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import type { InstantText } from "../../values/clock.ts";
import type { Shelf } from "./shelves.ts";
import { STOCK_CHANGE } from "./stock_record.ts";

/** Counts of an ingredient since a time that were undone: they are as if never made. */
export async function readUndoneCounts(
  reader: Reader,
  ingredientId: string,
  since: InstantText,
): Promise<Shelf[]> {
  const changes = await reader.selectFrom("changes").select(["id", "after", "undone_by"])
    .where("kind", "=", STOCK_CHANGE.kind).where("subject_id", "=", ingredientId)
    .where("changed_at", ">=", since).execute();
  const undoneBy = new Map(changes.map(({ id, undone_by }) => [id, undone_by]));
  return changes.flatMap(({ id, after }) => {
    const { movement, shelves } = readState(STOCK_CHANGE, after);
    return movement === "count" && isUndone(id, undoneBy) ? shelves : [];
  });
}

/** An undoing that was undone itself has no effect. */
function isUndone(id: string, undoneBy: ReadonlyMap<string, string | null>): boolean {
  let undone = false;
  for (let by = undoneBy.get(id); by; by = undoneBy.get(by)) undone = !undone;
  return undone;
}

/** The count at the beginning of a chain of undoings. */
export interface ReversedCount {
  readonly count: StoredChange;
  /** Whether to undo the change is to make the count again. */
  readonly isMadeAgain: boolean;
}

/** The count that is undone, or made again, if a change is undone; undefined if it is about none. */
export async function readReversedCount(
  reader: Reader,
  change: StoredChange,
): Promise<ReversedCount | undefined> {
  let [count, isMadeAgain] = [change, false];
  for (;;) {
    const undone = await readUndone(reader, count.id);
    if (undone === undefined) break;
    [count, isMadeAgain] = [undone, !isMadeAgain];
  }
  const { movement } = statesOf(STOCK_CHANGE, count).after;
  return movement === "count" ? { count, isMadeAgain } : undefined;
}

/**
 * Marks a count in the ledger as undone.
 *
 * @param undoneAt Null if it was made again.
 */
export async function markCount(
  writer: Writer,
  count: StoredChange,
  undoneAt: InstantText | null,
): Promise<void> {
  const { before, after } = statesOf(STOCK_CHANGE, count);
  for (const [index, { location_id, on_hand }] of after.shelves.entries()) {
    const same = writer.selectFrom("stock_movements").select("id")
      .where("location_id", "=", location_id).where("ingredient_id", "=", count.subject_id)
      .where("kind", "=", "count").where("moved_at", "=", count.changed_at)
      .where("quantity", "=", on_hand - (before.shelves[index]?.on_hand ?? 0))
      .where("undone_at", undoneAt === null ? "is not" : "is", null)
      .where(({ eb, or }) => or([eb("level", "=", on_hand), eb("level", "is", null)]));
    const found = await same.orderBy("id", "desc").limit(1).executeTakeFirst();
    await writer.updateTable("stock_movements").set({ undone_at: undoneAt })
      .where("id", "=", found?.id ?? "").execute();
  }
}

/**
 * Whether something that moved the stock before a count was undone, or done again, since the count
 * was undone. Its level then rests on what is no longer there, so it cannot be made again.
 */
export async function isBaseChanged(
  reader: Reader,
  count: StoredChange,
  undoing: Pick<StoredChange, "changed_at">,
): Promise<boolean> {
  const found = await reader.selectFrom("changes as later")
    .innerJoin("changes as earlier", "earlier.undone_by", "later.id").select("earlier.id")
    .where("later.kind", "=", STOCK_CHANGE.kind)
    .where("later.subject_id", "=", count.subject_id)
    .where("later.changed_at", ">=", undoing.changed_at)
    .where("earlier.changed_at", "<", count.changed_at)
    .where(({ eb, or }) =>
      or([
        eb("earlier.location_id", "=", count.location_id),
        eb("earlier.location_id", "is", null),
      ])
    )
    .limit(1).executeTakeFirst();
  return found !== undefined;
}
