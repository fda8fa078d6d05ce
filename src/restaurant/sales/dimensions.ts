import type { Moment } from "../../values/business_day.ts";
import type { Order } from "../orders/model/order.ts";
import { byComp, byDiscount, byVariation, byVoidReason, type Groups } from "./detail_figures.ts";
import { UNKNOWN_CHANNEL } from "./figures.ts";

/** An order or a refund as a whole. */
export interface WholeSale {
  readonly location_id: string;
  readonly moment: Moment;
  readonly order_type: string;
  readonly channel?: string;
  /** Who sold it. */
  readonly server?: string;
}

/** Something sold or given back. */
export interface SoldThing {
  readonly menu_item_id: string;
  readonly category: string;
}

/**
 * How a dimension divides a sale into groups: not at all (without a key it is in none), by its
 * payments, by its lines, or in a way of its own that leaves refunds out.
 */
export type Division =
  | { readonly by: "whole"; key(sale: WholeSale): string | undefined }
  | { readonly by: "payment" }
  | { readonly by: "line"; key(line: SoldThing): string }
  | { readonly by: "order"; groups(order: Order): Groups };

/**
 * The questions that the rollups answer without reading an order. To add one, add it here only:
 * databases that lack it are recounted when the server starts.
 */
export const DIMENSIONS = {
  day: { by: "whole", key: () => "" },
  hour: { by: "whole", key: ({ moment }) => String(moment.local_hour).padStart(2, "0") },
  order_type: { by: "whole", key: ({ order_type }) => order_type },
  channel: { by: "whole", key: ({ channel }) => channel ?? UNKNOWN_CHANNEL },
  payment_method: { by: "payment" },
  category: { by: "line", key: ({ category }) => category },
  item: { by: "line", key: ({ menu_item_id }) => menu_item_id },
  /** An item in one size: `K7Q2M9XA Large`; only of lines that have one. */
  variation: { by: "order", groups: byVariation },
  /** Discounts by name. */
  discount: { by: "order", groups: byDiscount },
  /** Comped items. */
  comp: { by: "order", groups: byComp },
  /** Voids by reason, of lines that have one. */
  void_reason: { by: "order", groups: byVoidReason },
  /** By who sold, as far as that is recorded. */
  server: { by: "whole", key: ({ server }) => server },
} as const satisfies Record<string, Division>;

/** The name of a dimension. */
export type Dimension = keyof typeof DIMENSIONS;

/** Increase it when an existing dimension or figure counts something else than before. */
const RULES = 1;

/** The shape of this version's rollups. A database with another shape is recounted. */
export const ROLLUP_SHAPE = shapeOf(Object.keys(DIMENSIONS));

/** The shape of rollups with these dimensions. */
export function shapeOf(dimensions: readonly string[]): string {
  return `${RULES}: ${dimensions.join(" ")}`;
}
