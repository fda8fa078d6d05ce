import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Counts, deliveries and waste are asked for by date. What orders move is in the ledger a hundred
 * times as often: no order writes into this index, and none is read with it.
 */
export const movementsByHand: Migration = {
  async up(database) {
    await sql.raw(`create index stock_movements_by_hand on stock_movements
      (location_id, business_date) where kind not in ('sold', 'returned')`).execute(database);
  },
};
