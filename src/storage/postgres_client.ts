// @deno-types="@types/pg"
import type pg from "pg";
import type { PostgresPoolClient } from "kysely";
import { inPlainWords, isBroken, isCopy, unknownOutcome, verdictOf } from "./postgres_errors.ts";

/** What a connection is for, and whether it is used again. */
export interface ClientUse {
  readonly mayWrite: boolean;
  readonly isKept: boolean;
}

/**
 * A connection whose errors have words for people, and which tells a commit that failed from one
 * that nobody confirmed. Once broken it does not go back to its pool.
 */
export function guarded(
  client: pg.PoolClient,
  { mayWrite, isKept }: ClientUse,
): PostgresPoolClient {
  let broken = false;
  const query = async (text: string, parameters: readonly unknown[]) => {
    // The server took everything back when it lost the connection; asking would hide why.
    if (broken && text === "rollback") return { command: "ROLLBACK", rowCount: null, rows: [] };
    try {
      return await client.query(text, [...parameters]);
    } catch (error) {
      if (isCopy(error) && !mayWrite) throw new Error("A reader cannot write", { cause: error });
      broken ||= isBroken(error);
      throw text === "commit" && isUnconfirmed(error) ? unknownOutcome(error) : inPlainWords(error);
    }
  };
  return {
    // Its other form is for cursors, of which there are none here.
    query: query as unknown as PostgresPoolClient["query"],
    release: (isDiscarded) => client.release(isDiscarded || broken || !isKept),
  };
}

/** A server that is a copy refuses each change before the commit. */
function isUnconfirmed(error: unknown): boolean {
  return verdictOf(error) !== "answered" && !isCopy(error);
}
