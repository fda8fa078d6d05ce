import type { DateText } from "../../../values/business_day.ts";
import type { InstantText } from "../../../values/clock.ts";
import type { Milli, Minor } from "../../../values/money.ts";
import type { Descriptors } from "./descriptor.ts";
import { BUSINESS_DATE, CURRENCY } from "./words.ts";

/** Row types: ingredients and their stock. */
export interface InventoryTables {
  ingredients: {
    id: string;
    name: string;
    unit: "g" | "ml" | "each";
    pack_size: Milli;
    pack_cost: Minor;
    currency: string;
    supplier: string;
    lead_time_days: number;
    delivery_interval_days: number;
  };
  recipe_lines: {
    menu_item_id: string;
    ingredient_id: string;
    quantity: Milli;
    yield_percent: number;
  };
  stock: {
    location_id: string;
    ingredient_id: string;
    on_hand: Milli;
    par_level: Milli;
    reorder_point: Milli;
  };
  stock_movements: {
    id: string;
    location_id: string;
    ingredient_id: string;
    kind: "count" | "received" | "sold" | "returned" | "waste" | "transfer" | "adjustment";
    quantity: Milli;
    reason: string | null;
    actor: string;
    order_id: string | null;
    moved_at: InstantText;
    business_date: DateText;
    level: Milli | null;
    undone_at: InstantText | null;
  };
  pack_prices: {
    ingredient_id: string;
    changed_at: InstantText;
    pack_size: Milli;
    pack_cost: Minor;
    previous_size: number;
    previous_cost: number;
  };
}

/** Ingredients and their stock. */
export const INVENTORY: Descriptors<InventoryTables> = {
  ingredients: {
    scope: "shared",
    key: ["id"],
    about: "What dishes are made from and how it is bought.",
    columns: {
      id: "Eight capital letters or digits.",
      name: "Name of the ingredient.",
      unit: "What quantities are counted in: g, ml or each.",
      pack_size: "Content of one pack, in thousandths of the unit.",
      pack_cost: "Cost of one pack, in minor units.",
      currency: CURRENCY,
      supplier: "Who delivers it.",
      lead_time_days: "Days from order to delivery.",
      delivery_interval_days: "Days between deliveries.",
    },
  },
  recipe_lines: {
    scope: "shared",
    key: ["menu_item_id", "ingredient_id"],
    about: "How much of each ingredient one menu item takes.",
    columns: {
      menu_item_id: "The menu item.",
      ingredient_id: "The ingredient.",
      quantity: "Edible quantity in one item, in thousandths of the ingredient's unit.",
      yield_percent: "Share of the bought quantity that is edible, 1 to 100.",
    },
  },
  stock: {
    scope: "own",
    key: ["location_id", "ingredient_id"],
    about: "How much of each ingredient a location has: the sum of its stock movements.",
    columns: {
      location_id: "The location.",
      ingredient_id: "The ingredient.",
      on_hand: "Quantity on hand, in thousandths of the unit; negative if a count is due.",
      par_level: "Quantity to order up to, in thousandths of the unit.",
      reorder_point: "Quantity at which to order, in thousandths of the unit.",
    },
  },
  stock_movements: {
    scope: "own",
    key: ["id"],
    about:
      "Everything that changed the stock. Rows are only added; a count that was undone is marked, " +
      "and what orders took is summed up by day once it is old.",
    columns: {
      id: "Id of the movement.",
      location_id: "Where it happened.",
      ingredient_id: "What was moved.",
      kind: "count, received, sold, returned, waste, transfer or adjustment.",
      quantity: "Change in thousandths of the ingredient's unit; negative if stock went out.",
      reason: "Why, in free text; null if not given.",
      actor: "Who did it.",
      order_id:
        "The order that sold or returned it; null for other movements and for sums of a day.",
      moved_at: "UTC instant of the movement.",
      business_date: BUSINESS_DATE,
      level:
        "Of a count: what is on hand after it, in thousandths of the unit; null of movements " +
        "that are no counts, and of older ones.",
      undone_at:
        "Of a count that was undone: UTC instant at which; it is as if never made. Null otherwise.",
    },
  },
  pack_prices: {
    scope: "shared",
    key: ["ingredient_id", "changed_at"],
    about: "Changes of what a pack of an ingredient costs.",
    columns: {
      ingredient_id: "The ingredient.",
      changed_at: "UTC instant of the change.",
      pack_size: "Content of one pack since, in thousandths of the ingredient's unit.",
      pack_cost: "Cost of one pack since, in minor units.",
      previous_size: "Content of one pack before.",
      previous_cost: "Cost of one pack before, in minor units.",
    },
  },
};
