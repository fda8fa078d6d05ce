import { migrationOf } from "../../execute.ts";

/** Refunds are asked for by date: without an index all of a location are read. */
export const refundsByDate = migrationOf([
  `create index refunds_by_date on refunds (location_id, business_date)`,
]);
