import type { Reader } from "../../storage/database.ts";

/** UTC instant at which a file was imported last; null if none was. */
export async function lastImport(reader: Reader): Promise<string | null> {
  const { last } = await reader.selectFrom("imports")
    .select(({ fn }) => fn.max<string | null>("started_at").as("last"))
    .where("undone_at", "is", null).executeTakeFirstOrThrow();
  return last;
}
