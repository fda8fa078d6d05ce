import { migrationOf } from "../../execute.ts";

/** Sizes and kinds of menu items, with prices of their own. */
export const menuItemVariations = migrationOf([
  `create table menu_item_variations (
      menu_item_id text not null references menu_items (id),
      name text not null check (name <> ''),
      price bigint check (price >= 0),
      position integer not null,
      primary key (menu_item_id, name)
    )`,
]);
