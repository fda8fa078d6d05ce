import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Refunds are asked for by date: without an index all of a location are read. */
export const refundsByDate: Migration = {
  async up(database) {
    await sql.raw(`create index refunds_by_date on refunds (location_id, business_date)`)
      .execute(database);
  },
};
