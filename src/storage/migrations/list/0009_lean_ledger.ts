import { migrationOf } from "../../execute.ts";

/*
 * Every order wrote into the index by ingredient for each of its ingredients, which was a third of
 * all that an order wrote. Counts are few, and an index by time grows at its end only.
 */
const STATEMENTS = [
  `drop index stock_movements_by_ingredient`,
  `create index stock_movements_counts on stock_movements (location_id, ingredient_id, moved_at)
    where kind = 'count'`,
  `create index stock_movements_by_time on stock_movements (location_id, moved_at)`,
];

/** The ledger's index holds counts only. */
export const leanLedger = migrationOf(STATEMENTS);
