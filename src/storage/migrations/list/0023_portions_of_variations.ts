import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** How much of an item's recipe a variation takes: a bottle of wine is four glasses and a bit. */
export const portionsOfVariations: Migration = {
  async up(database) {
    await sql`alter table menu_item_variations
      add column portion bigint not null default 1000 check (portion > 0)`.execute(database);
  },
};
