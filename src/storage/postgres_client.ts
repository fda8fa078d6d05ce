// @deno-types="@types/pg"
import type pg from "pg";
import type { PostgresPoolClient } from "kysely";
import { inPlainWords, isBroken, isCopy, unknownOutcome, verdictOf } from "./postgres_errors.ts";

/**
 * A connection whose errors have words for people, and which tells a commit that failed from one
 * that nobody confirmed. Once broken it does not go back to its pool.
 *
 * @param onCopy Hears that the server refuses writing.
 */
export function guarded(client: pg.PoolClient, onCopy: () => void): PostgresPoolClient {
  let broken = false;
  const query = async (text: string, parameters: readonly unknown[]) => {
    // The server took everything back when it lost the connection; asking would hide why.
    if (broken && text === "rollback") return { command: "ROLLBACK", rowCount: null, rows: [] };
    try {
      return await client.query(text, [...parameters]);
    } catch (error) {
      if (isCopy(error)) onCopy();
      broken ||= isBroken(error);
      throw text === "commit" && isUnconfirmed(error) ? unknownOutcome(error) : inPlainWords(error);
    }
  };
  return {
    // Its other form is for cursors, of which there are none here.
    query: query as unknown as PostgresPoolClient["query"],
    release: (isDiscarded) => client.release(isDiscarded || broken),
  };
}

/** A server that is a copy refuses each change before the commit. */
function isUnconfirmed(error: unknown): boolean {
  return verdictOf(error) !== "answered" && !isCopy(error);
}
