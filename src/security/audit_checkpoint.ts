import type { Reader } from "../storage/database.ts";
import type { Seal } from "./seal.ts";

/** The seal of the last entry that was exported and removed; undefined while all are there. */
export async function lastCheckpoint(reader: Reader): Promise<Seal | undefined> {
  const row = await reader.selectFrom("audit_checkpoints").select(["sequence", "hash"])
    .orderBy("sequence", "desc").limit(1).executeTakeFirst();
  return row && { sequence: row.sequence, hash: row.hash };
}
