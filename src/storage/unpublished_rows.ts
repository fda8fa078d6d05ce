import { insertMany } from "./bulk.ts";
import type { Reader, Writer } from "./database.ts";

/**
 * Tables whose rows can be hidden until work in slices is complete. On a file the readers have a
 * view in place of each.
 */
export const HIDING_TABLES = ["imports", "locations", "menu_items", "orders", "refunds"] as const;

/** One of `HIDING_TABLES`. */
export type HidingTable = typeof HIDING_TABLES[number];

/** Hides rows by their ids from all readers. */
export async function hideRows(
  writer: Writer,
  table: HidingTable,
  ids: readonly string[],
): Promise<void> {
  await insertMany(writer, "unpublished_rows", ids.map((id) => ({ table_name: table, id })));
}

/** Shows all hidden rows: with the commit they are there for everyone. */
export async function publishRows(writer: Writer): Promise<void> {
  await writer.deleteFrom("unpublished_rows").execute();
}

/** Ids of hidden rows of a table, at most `limit`. */
export async function hiddenRows(
  writer: Writer,
  table: HidingTable,
  limit: number,
): Promise<string[]> {
  const rows = await writer.selectFrom("unpublished_rows").select("id")
    .where("table_name", "=", table).orderBy("id").limit(limit).execute();
  return rows.map(({ id }) => id);
}

/** Whether there are any: then an import goes on, or was stopped before its end. */
export async function areRowsHidden(reader: Reader): Promise<boolean> {
  const hidden = await reader.selectFrom("unpublished_rows").select("id").limit(1)
    .executeTakeFirst();
  return hidden !== undefined;
}

/**
 * Whether an earlier process left hidden rows behind. Memory is not asked: nothing earlier is there,
 * and its one connection may be busy for a long time.
 */
export async function wereRowsLeftHidden(
  { kind }: { readonly kind: "memory" | "file" | "server" },
  reader: Reader,
): Promise<boolean> {
  return kind !== "memory" && await areRowsHidden(reader);
}

/** Forgets that rows were hidden, because they are gone. */
export async function forgetHidden(
  writer: Writer,
  table: HidingTable,
  ids: readonly string[],
): Promise<void> {
  await writer.deleteFrom("unpublished_rows")
    .where("table_name", "=", table).where("id", "in", ids).execute();
}
