import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Whether the prices of a menu contain tax, by location. */
export const taxInPrices: Migration = {
  async up(database) {
    await sql`alter table tax_rates add column is_included integer not null default 0`
      .execute(database);
  },
};
