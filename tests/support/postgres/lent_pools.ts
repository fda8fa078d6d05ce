import type { Pool } from "../../../src/storage/postgres/pool.ts";
import type { Pools } from "../../../src/storage/postgres/pools.ts";
import { until } from "../until.ts";

/** Pools that outlive the database that they are lent to: when that ends them, it has them no more. */
export function lentPools(pools: Pools): Pools {
  return {
    read: lent(pools.read),
    write: lent(pools.write),
    lookup: lent(pools.lookup),
    count: lent(pools.count),
    long: lent(pools.long),
  };
}

function lent(pool: Pool): Pool {
  let isOver = false;
  return {
    ...pool,
    async connect() {
      if (isOver) throw new Error("The pool has ended");
      return await pool.connect();
    },
    async end() {
      isOver = true;
      // What was begun and not waited for is not to write into the next test's database.
      await until(() => Promise.resolve(isIdle(pool)));
    },
  };
}

function isIdle(pool: Pool): boolean {
  const { connections, idle, waiting } = pool.figures();
  return connections === idle && waiting === 0;
}
