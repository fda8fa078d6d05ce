import { migrationOf } from "../../execute.ts";

/*
 * What orders wrote into these indexes was read almost never: the one of movements by order only to
 * cancel an order, the one by source only for orders of imports, which have an id there.
 */
const STATEMENTS = [
  `drop index stock_movements_by_order`,
  `drop index orders_by_source`,
  `create unique index orders_by_source on orders (location_id, source, external_id)
    where external_id is not null`,
];

/** Orders that are taken here write into fewer indexes. */
export const fewerOrderIndexes = migrationOf(STATEMENTS);
