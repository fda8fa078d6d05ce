import { PostgresAdapter } from "kysely";
import type { LongRead } from "../database.ts";
import type { Recovery } from "../recovery.ts";
import { openView } from "../scope/view.ts";
import { cancelling } from "./cancelling.ts";
import { queriesThrough } from "./connection.ts";
import type { Pool } from "./pool.ts";

/** How many long reads of a process run at once. */
export const MOST_LONG_READS = 2;

/**
 * Runs long reads through a pool of their own, each in one transaction.
 *
 * @param control Connections through which running queries are cancelled.
 */
export function longReads(pool: Pool, control: Pool, repeat: Recovery["repeat"]): LongRead {
  // One for all of them: what the first has compiled and kept, the next one has.
  const adapter = new PostgresAdapter();
  return (view, read) =>
    repeat(async () => {
      // It ends with its connection: closing it would end the pool.
      const queries = queriesThrough(cancelling(pool, control, view.signal), adapter);
      return await queries.transaction().setIsolationLevel("repeatable read")
        .setAccessMode("read only").execute((open) => read(openView(open, view)));
    });
}
