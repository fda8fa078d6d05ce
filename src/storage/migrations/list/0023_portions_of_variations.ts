import { migrationOf } from "../../execute.ts";

/** How much of an item's recipe a variation takes: a bottle of wine is four glasses and a bit. */
export const portionsOfVariations = migrationOf([
  `alter table menu_item_variations
      add column portion bigint not null default 1000 check (portion > 0)`,
]);
