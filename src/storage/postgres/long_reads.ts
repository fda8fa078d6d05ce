import { PostgresAdapter } from "kysely";
import type { PostgresAddress } from "../address/postgres_address.ts";
import type { CancelQuery, LongRead, LongReads } from "../database.ts";
import { type Recovery, recovery } from "../recovery.ts";
import { openView } from "../scope/view.ts";
import { cancelling } from "./cancelling.ts";
import { queriesThrough } from "./connection.ts";
import { verdictOf } from "./errors.ts";
import { openPool, type Pool } from "./pool.ts";

/** How many long reads of a process run at once. */
export const MOST_LONG_READS = 2;

/**
 * Runs long reads through a pool of their own, each in one transaction.
 *
 * @param tellServer Cancels the running query of a connection.
 */
export function longReads(
  pool: Pool,
  tellServer: CancelQuery,
  repeat: Recovery["repeat"],
): LongRead {
  // One for all of them: what the first has compiled and kept, the next one has.
  const adapter = new PostgresAdapter();
  return (view, read) =>
    repeat(async () => {
      // It ends with its connection: closing it would end the pool.
      const queries = queriesThrough(cancelling(pool, tellServer, view.signal), adapter);
      return await queries.transaction().setIsolationLevel("repeatable read")
        .setAccessMode("read only").execute((open) => read(openView(open, view)));
    });
}

/**
 * Opens long reads for a thread of their own, with one connection, made when it is needed.
 *
 * @param tellServer Cancels the running query of that connection.
 */
export function openLongReads(address: PostgresAddress, tellServer: CancelQuery): LongReads {
  const { repeat, stop } = recovery({ ...address.recovery, verdict: verdictOf });
  const pool = openPool(address, { min: 0, max: 1, readOnly: true });
  return {
    readLong: longReads(pool, tellServer, repeat),
    async [Symbol.asyncDispose]() {
      stop();
      await pool.end();
    },
  };
}
