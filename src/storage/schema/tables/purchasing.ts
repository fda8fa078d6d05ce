import type { InstantText } from "../../../values/clock.ts";
import type { Milli, Minor } from "../../../values/money.ts";
import type { Descriptors } from "./descriptor.ts";
import { CREATED, CURRENCY } from "./words.ts";

/** How far a purchase order is. */
export type PurchaseOrderStatus = "draft" | "placed" | "received" | "dropped";

/** Row types: orders to suppliers. */
export interface PurchasingTables {
  purchase_orders: {
    id: string;
    location_id: string;
    supplier: string;
    currency: string;
    status: PurchaseOrderStatus;
    created_at: InstantText;
    created_by: string;
    placed_at: InstantText | null;
    expected_on: string | null;
    closed_at: InstantText | null;
    version: number;
  };
  purchase_order_lines: {
    purchase_order_id: string;
    location_id: string;
    ingredient_id: string;
    packs: number;
    received_packs: number;
    pack_size: Milli;
    pack_cost: Minor;
    reason: string;
  };
}

/** Orders to suppliers. */
export const PURCHASING: Descriptors<PurchasingTables> = {
  purchase_orders: {
    scope: "own",
    key: ["id"],
    about: "Orders to suppliers: drafts, placed, received or dropped.",
    columns: {
      id: "Eight capital letters or digits.",
      location_id: "Where the delivery goes.",
      supplier: "Who delivers.",
      currency: CURRENCY,
      status: "draft, placed, received or dropped.",
      created_at: CREATED,
      created_by: "Who drafted it.",
      placed_at: "UTC instant at which it was placed; null before.",
      expected_on: "Date on which the delivery is expected; null before it is placed.",
      closed_at: "UTC instant at which it was received whole or dropped; null before.",
      version: "Counts the changes, from 1.",
    },
  },
  purchase_order_lines: {
    scope: "own",
    key: ["purchase_order_id", "ingredient_id"],
    about: "What a purchase order asks for, and what was received.",
    columns: {
      purchase_order_id: "The purchase order.",
      location_id: "Where the delivery goes.",
      ingredient_id: "What is ordered.",
      packs: "Packs that are ordered.",
      received_packs: "Packs received.",
      pack_size: "Content of one pack, in thousandths of the ingredient's unit.",
      pack_cost: "Cost of one pack, in minor units.",
      reason: "Why so many.",
    },
  },
};
