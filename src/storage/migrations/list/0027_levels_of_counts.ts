import { migrationOf } from "../../execute.ts";

const STATEMENTS = [
  `alter table stock_movements add column level bigint`,
  `create index stock_movements_by_hand on stock_movements (location_id, business_date)
    where kind not in ('sold', 'returned')`,
];

/**
 * What changed between two counts is the difference of their levels, whatever orders took in
 * between. And counts, deliveries and waste are found by date: no order writes into this index, and
 * none is read with it.
 */
export const levelsOfCounts = migrationOf(STATEMENTS);
