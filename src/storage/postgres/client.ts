// @deno-types="@types/pg"
import type pg from "pg";
import type { PostgresPoolClient } from "kysely";
import { isBroken, isCopy, toUserError, unknownOutcome, verdictOf } from "./errors.ts";

/** What a connection is for, and whether it is reused. */
export interface ClientUse {
  readonly mayWrite: boolean;
  readonly isKept: boolean;
  /** Names of the statements that the server is to remember. */
  readonly nameOf?: StatementNames | undefined;
}

/** The name of a statement; undefined for one that is not worth it. */
export type StatementNames = (text: string) => string | undefined;

/** More than there are in all tools; a query for any number of things has one for each number. */
const MOST_NAMED = 500;

/** Names statements, the same for every connection, so that each connection reads and plans them once. */
export function statementNames(): StatementNames {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size === MOST_NAMED) return known;
    const name = `restaurant_mcp_${names.size}`;
    names.set(text, name);
    return name;
  };
}

/**
 * A connection with readable errors, which distinguishes a failed commit from an unconfirmed one. A
 * broken connection does not return to its pool.
 */
export function guarded(
  client: pg.PoolClient,
  { mayWrite, isKept, nameOf }: ClientUse,
): PostgresPoolClient {
  let broken = false;
  const query = async (text: string, parameters: readonly unknown[]) => {
    // The server took everything back when it lost the connection; asking would hide why.
    if (broken && text === "rollback") return { command: "ROLLBACK", rowCount: null, rows: [] };
    try {
      // Without parameters it is asked in one message, and named in three.
      const name = parameters.length > 0 ? nameOf?.(text) : undefined;
      return await client.query({ text, values: [...parameters], ...(name && { name }) });
    } catch (error) {
      if (isCopy(error) && !mayWrite) throw new Error("A reader cannot write", { cause: error });
      broken ||= isBroken(error);
      throw text === "commit" && isUnconfirmed(error) ? unknownOutcome(error) : toUserError(error);
    }
  };
  return {
    // The other overload is for cursors, which are not used here.
    query: query as unknown as PostgresPoolClient["query"],
    release: (isDiscarded) => client.release(isDiscarded || broken || !isKept),
  };
}

/** A server that is a copy refuses each change before the commit. */
function isUnconfirmed(error: unknown): boolean {
  return verdictOf(error) !== "answered" && !isCopy(error);
}
