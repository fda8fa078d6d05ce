import { type Kysely, sql } from "kysely";
import type { CallCounter } from "../database.ts";
import { queriesThrough } from "./connection.ts";
import type { Pool } from "./pool.ts";
import type { Recovery } from "../recovery.ts";
import type { Schema } from "../schema/schema.ts";

/** Rows that are no longer needed are deleted once in this many counts. */
const TIDY_EVERY = 200;
const TIDIED_AT_ONCE = 500;

/** Counts by key for all processes on a database together, by the server's clock. */
export function sharedCounter(pool: Pool, attempt: Recovery["attempt"]): CallCounter {
  const queries = queriesThrough(pool);
  let counted = 0;
  return async (key, { calls, seconds }) => {
    if (++counted % TIDY_EVERY === 0) await attempt(() => tidy(queries));
    const wait = await attempt(() => secondsToWait(queries, key, calls, seconds));
    return wait > 0 ? Math.max(1, Math.ceil(wait)) : undefined;
  };
}

/**
 * One statement, during which the row of the key is locked. The row keeps the times of the calls
 * that still count, oldest first, at most `calls` of them; a time is never before the last one,
 * even if the clock goes back. A refused call leaves no time.
 */
async function secondsToWait(
  queries: Kysely<Schema>,
  key: string,
  calls: number,
  seconds: number,
): Promise<number> {
  const { rows: [row] } = await sql<{ wait: number }>`
    insert into rate_windows as held (key, times, until, wait)
    select ${key}, array[at], at + ${seconds}::double precision, 0
    from (select extract(epoch from clock_timestamp())::double precision as at) as clock
    on conflict (key) do update set (times, until, wait) = (
      select
        case when cardinality(kept) < ${calls}::int then kept || at else kept end,
        at + ${seconds}::double precision,
        case when cardinality(kept) < ${calls}::int then 0
          else kept[cardinality(kept) - ${calls}::int + 1] + ${seconds}::double precision - at
        end
      from (
        select at, array(
          select time from unnest(held.times) as time
          where time > at - ${seconds}::double precision order by time
        ) as kept
        from (
          select greatest(
            extract(epoch from clock_timestamp())::double precision,
            held.times[cardinality(held.times)]
          ) as at
        ) as clock
      ) as counting
    )
    returning wait`.execute(queries);
  return row?.wait ?? 0;
}

/** Skips rows that are being counted in. */
async function tidy(queries: Kysely<Schema>): Promise<void> {
  await sql`
    delete from rate_windows where key in (
      select key from rate_windows
      where until < extract(epoch from clock_timestamp())
      limit ${TIDIED_AT_ONCE} for update skip locked
    )`.execute(queries);
}
