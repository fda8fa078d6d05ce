import { type IdRange, publicId, publicIdsWithin, type RandomBytes } from "../values/public_id.ts";
import { IDS_AT_ONCE } from "./bulk.ts";
import type { Reader } from "./database.ts";
import { prepared } from "./prepared.ts";

type TableWithPublicId =
  | "menu_items"
  | "modifier_groups"
  | "modifiers"
  | "ingredients"
  | "orders"
  | "refunds"
  | "imports"
  | "changes"
  | "feedback"
  | "feedback_replies"
  | "calendar_entries"
  | "time_entries"
  | "purchase_orders"
  | "access_tokens";

/**
 * Fresh public ids for one table: distinct among themselves and from every stored one, so that a
 * million rows do not stumble over the birthday paradox of eight characters.
 */
export async function freshIds(
  reader: Reader,
  table: TableWithPublicId,
  count: number,
  randomBytes?: RandomBytes,
): Promise<string[]> {
  return await distinctIds(
    reader,
    table,
    count,
    (some) => Array.from({ length: some }, () => publicId(randomBytes)),
  );
}

/**
 * Fresh public ids within a range. Work that adds very many rows piece by piece takes them range by
 * range: rows that are inserted in the order of their key touch each page once.
 */
export async function freshIdsWithin(
  reader: Reader,
  table: TableWithPublicId,
  count: number,
  range: IdRange,
): Promise<string[]> {
  return await distinctIds(reader, table, count, (some) => publicIdsWithin(range, some));
}

async function distinctIds(
  reader: Reader,
  table: TableWithPublicId,
  count: number,
  newIds: (count: number) => string[],
): Promise<string[]> {
  const fresh = new Set<string>();
  while (fresh.size < count) {
    const candidates = new Set(newIds(Math.min(count - fresh.size, IDS_AT_ONCE)));
    for (const id of await unused(reader, table, candidates)) fresh.add(id);
  }
  // Rows that are inserted in the order of their key touch each page once.
  return [...fresh].sort();
}

/** @param ids At most `IDS_AT_ONCE`; those that are taken are removed. */
async function unused(
  reader: Reader,
  table: TableWithPublicId,
  ids: Set<string>,
): Promise<ReadonlySet<string>> {
  for (const { id } of await storedIds(table)(reader, { ids: [...ids] })) ids.delete(id);
  return ids;
}

type StoredIds = (
  reader: Reader,
  values: { ids: readonly string[] },
) => Promise<{ readonly id: string }[]>;

const queries = new Map<TableWithPublicId, StoredIds>();

/** Which of some ids a table has. */
function storedIds(table: TableWithPublicId): StoredIds {
  return queries.getOrInsertComputed(
    table,
    () =>
      prepared((reader, { ids }: { ids: readonly string[] }) =>
        reader.selectFrom(table).select("id").where("id", "in", ids)
      ),
  );
}
