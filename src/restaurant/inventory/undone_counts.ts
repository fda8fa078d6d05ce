import { readState } from "../journal/changes.ts";
import type { Reader } from "../../storage/database.ts";
import type { Shelf } from "./shelves.ts";
import { STOCK_CHANGE } from "./stock_record.ts";

/** Counts of an ingredient that were undone: they are as if never made. */
export async function readUndoneCounts(reader: Reader, ingredientId: string): Promise<Shelf[]> {
  const changes = await reader.selectFrom("changes").select(["id", "after", "undone_by"])
    .where("kind", "=", STOCK_CHANGE.kind).where("subject_id", "=", ingredientId).execute();
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
