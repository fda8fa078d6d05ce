import type { PostgresAddress } from "../address/postgres_address.ts";
import { openPool, runOnce } from "./pool.ts";

/** A statement that a server refuses if it may not be written to. It locks no row and changes none. */
export const ASKS_TO_WRITE = "select from counters where false for update";

/**
 * Asks a server, through a connection of its own, whether its database may be written to.
 *
 * @throws {RestaurantError} if it may not, or the server does not answer.
 */
export async function assertServerWritable(address: PostgresAddress): Promise<void> {
  const pool = openPool(address, { min: 0, max: 1 });
  try {
    await runOnce(pool, ASKS_TO_WRITE);
  } finally {
    await pool.end();
  }
}
