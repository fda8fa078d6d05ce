import type { PostgresPool, PostgresPoolClient } from "kysely";
import type { CancelQuery } from "../database.ts";
import { APPLICATION, type Pool, type PooledClient, runOnce } from "./pool.ts";

/**
 * A pool whose queries end when a signal aborts: the server is told to cancel the running one, and
 * the connection is not used again, so that no later query can be hit.
 *
 * @param tellServer Cancels the running query of a connection.
 */
export function cancelling(pool: Pool, tellServer: CancelQuery, signal: AbortSignal): PostgresPool {
  return {
    async connect() {
      signal.throwIfAborted();
      return cancellingClient(await pool.connect(), tellServer, signal);
    },
    end: () => pool.end(),
    options: {},
  };
}

function cancellingClient(
  client: PooledClient,
  tellServer: CancelQuery,
  signal: AbortSignal,
): PostgresPoolClient {
  const query = async (text: string, parameters: readonly unknown[]) => {
    // The rest of a transaction ends with its connection.
    if (signal.aborted && text === "rollback") {
      return { command: "ROLLBACK", rowCount: 0, rows: [] };
    }
    signal.throwIfAborted();
    // Without an answer, the server ends the query by its own limit of time.
    const cancel = () => void tellServer(client.backendId).catch(() => {});
    signal.addEventListener("abort", cancel, { once: true });
    try {
      return await client.query<unknown>(text, parameters);
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  };
  return {
    // The other overload is for cursors, which are not used here.
    query: query as unknown as PostgresPoolClient["query"],
    release: (isDiscarded) => client.release(isDiscarded || signal.aborted),
  };
}

/** Cancels queries of other connections through one of a pool. */
export function cancelThrough(pool: PostgresPool): CancelQuery {
  // Behind a pooler a number may be another client's by now.
  return (connection) =>
    runOnce(
      pool,
      `select pg_cancel_backend(pid) from pg_stat_activity
       where pid = $1 and usename = current_user and application_name = $2`,
      [connection, APPLICATION],
    );
}
