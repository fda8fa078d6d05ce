import type { PostgresPool, PostgresPoolClient } from "kysely";
import { isBroken } from "./errors.ts";
import type { Recovery } from "../recovery.ts";

/**
 * A pool for queries that change nothing, each complete in itself: one that loses its connection is
 * asked again through another one.
 */
export function repeating(pool: PostgresPool, repeat: Recovery["repeat"]): PostgresPool {
  return {
    connect: () => Promise.resolve(repeatingClient(pool, repeat)),
    end: () => pool.end(),
    options: {},
  };
}

function repeatingClient(pool: PostgresPool, repeat: Recovery["repeat"]): PostgresPoolClient {
  let client: PostgresPoolClient | undefined;

  const query = async (text: string, parameters: readonly unknown[]) => {
    client ??= await pool.connect();
    try {
      return await client.query<unknown>(text, parameters);
    } catch (error) {
      if (isBroken(error)) release();
      throw error;
    }
  };

  function release(isDiscarded?: boolean): void {
    client?.release(isDiscarded);
    client = undefined;
  }

  return {
    query:
      ((text: string, parameters: readonly unknown[]) =>
        repeat(() => query(text, parameters))) as PostgresPoolClient["query"],
    release,
  };
}
