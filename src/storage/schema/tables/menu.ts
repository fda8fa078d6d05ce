import type { InstantText } from "../../../values/clock.ts";
import type { Milli, Minor } from "../../../values/money.ts";
import type { Descriptors } from "./descriptor.ts";
import { CREATED, CURRENCY } from "./words.ts";

/** The availability of an item at a location; an item without a row is in stock. */
export type RestrictedAvailability = "limited" | "out_of_stock";

/** Row types: the menu. */
export interface MenuTables {
  menu_items: {
    id: string;
    name: string;
    category: string;
    description: string;
    currency: string;
    price: Minor | null;
    version: number;
    created_at: InstantText;
    updated_at: InstantText;
  };
  menu_item_variations: {
    menu_item_id: string;
    name: string;
    price: Minor | null;
    position: number;
    portion: Milli;
  };
  modifier_groups: {
    id: string;
    name: string;
    min_selections: number;
    max_selections: number | null;
  };
  modifiers: {
    id: string;
    group_id: string;
    name: string;
    price: Minor;
  };
  menu_item_modifier_groups: {
    menu_item_id: string;
    group_id: string;
    position: number;
  };
  item_availability: {
    location_id: string;
    menu_item_id: string;
    state: RestrictedAvailability;
    remaining: number | null;
  };
}

/** The menu. */
export const MENU: Descriptors<MenuTables> = {
  menu_items: {
    scope: "shared",
    key: ["id"],
    about: "Dishes and drinks that are or were sold.",
    columns: {
      id: "Eight capital letters or digits.",
      name: "Name on the menu.",
      category: "Category that it is reported in.",
      description: "Text for guests; empty if there is none.",
      currency: CURRENCY,
      price: "Price of one without variations, in minor units; null until set.",
      version: "Counts the changes, from 1.",
      created_at: CREATED,
      updated_at: "UTC instant of the last change.",
    },
  },
  menu_item_variations: {
    scope: "shared",
    key: ["menu_item_id", "name"],
    about: "Sizes and kinds that an item is sold in; it is then sold in no other way.",
    columns: {
      menu_item_id: "The menu item.",
      name: "Name of the variation, as in order_lines.variation.",
      price: "Price of one, in minor units of the item's currency; null until set.",
      position: "Place among the item's variations.",
      portion: "What it takes of the item's recipe, in thousandths: 1000 is the recipe.",
    },
  },
  modifier_groups: {
    scope: "shared",
    key: ["id"],
    about: "Choices that come with menu items, such as size or extras.",
    columns: {
      id: "Id of the group.",
      name: "Name of the choice.",
      min_selections: "How many modifiers must be chosen at least.",
      max_selections: "How many may be chosen at most; null for any number.",
    },
  },
  modifiers: {
    scope: "shared",
    key: ["id"],
    about: "What can be chosen in a modifier group.",
    columns: {
      id: "Id of the modifier.",
      group_id: "The modifier group it is in.",
      name: "Name of the modifier.",
      price: "What it adds to the price of one item, in minor units.",
    },
  },
  menu_item_modifier_groups: {
    scope: "shared",
    key: ["menu_item_id", "group_id"],
    about: "Which modifier groups a menu item has.",
    columns: {
      menu_item_id: "The menu item.",
      group_id: "The modifier group.",
      position: "Place among the item's groups.",
    },
  },
  item_availability: {
    scope: "own",
    key: ["location_id", "menu_item_id"],
    about: "Items that a location has in limited number or not at all; all others are in stock.",
    columns: {
      location_id: "The location.",
      menu_item_id: "The menu item.",
      state: "limited or out_of_stock.",
      remaining: "How many can still be sold, if it is limited.",
    },
  },
};
