import type { Reader } from "../storage/database.ts";
import type { Seal } from "./seal.ts";

/** The seal of the last entry of a chain that was exported and removed; undefined while all are there. */
export async function lastCheckpoint(
  reader: Reader,
  location_id: string,
): Promise<Seal | undefined> {
  const row = await reader.selectFrom("audit_checkpoints").select(["sequence", "hash"])
    .where("location_id", "=", location_id).orderBy("sequence", "desc").limit(1)
    .executeTakeFirst();
  return row && { location_id, ...row };
}
