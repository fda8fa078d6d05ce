import type { Moment } from "../../values/business_day.ts";
import type { Order, Refund } from "../orders/model/order.ts";
import {
  byComp,
  byDiscount,
  byImported,
  byMethodTaken,
  byVariation,
  byVoidedItem,
  byVoidReason,
  type Groups,
} from "./detail_figures.ts";
import { UNKNOWN_CHANNEL } from "./figures.ts";
import { byMethodReturned, byRefundReason, byReturnedItem } from "./refund_details.ts";

/** An order or a refund as a whole. */
export interface WholeSale {
  readonly sale: Order | Refund;
  /** When it was opened or refunded: the day on which it counts. */
  readonly moment: Moment;
}

/** Something sold or given back. */
export interface SoldThing {
  readonly menu_item_id: string;
  readonly category: string;
}

/**
 * How a dimension divides a sale into groups: not at all (without a key it is in none), by its
 * payments, by its lines, or in a way of its own that leaves refunds out or is for them only.
 */
export type Division =
  | { readonly by: "whole"; key(sale: WholeSale): string | undefined }
  | { readonly by: "payment" }
  | { readonly by: "line"; key(line: SoldThing): string }
  | { readonly by: "order"; groups(order: Order): Groups }
  | { readonly by: "refund"; groups(refund: Refund): Groups };

/**
 * The questions that the rollups answer without reading an order. To add one, add it here only:
 * databases that lack it are recounted when the server starts.
 */
export const DIMENSIONS = {
  day: { by: "whole", key: () => "" },
  hour: { by: "whole", key: ({ moment }) => String(moment.local_hour).padStart(2, "0") },
  order_type: { by: "whole", key: ({ sale }) => sale.order_type },
  channel: { by: "whole", key: ({ sale }) => sale.channel ?? UNKNOWN_CHANNEL },
  payment_method: { by: "payment" },
  category: { by: "line", key: ({ category }) => category },
  item: { by: "line", key: ({ menu_item_id }) => menu_item_id },
  /** An item in one size: `K7Q2M9XA Large`; only of lines that have one. */
  variation: { by: "order", groups: byVariation },
  /** What imports sold, by item and size: it took no stock. */
  imported: { by: "order", groups: byImported },
  /** Discounts by name. */
  discount: { by: "order", groups: byDiscount },
  /** Comped items. */
  comp: { by: "order", groups: byComp },
  /** Voids by reason, of lines that have one. */
  void_reason: { by: "order", groups: byVoidReason },
  /** Voided lines by what was voided. */
  voided_item: { by: "order", groups: byVoidedItem },
  /** Money taken with each method of payment, with tips: `gross` and `tips`. */
  taken: { by: "order", groups: byMethodTaken },
  /** Money given back with each method of payment, with tax, charges and tips: `refunds`. */
  given_back: { by: "refund", groups: byMethodReturned },
  /** Units given back by menu item. */
  returned_item: { by: "refund", groups: byReturnedItem },
  /** Refunds by reason. */
  refund_reason: { by: "refund", groups: byRefundReason },
  /** By who sold, as far as that is recorded. */
  server: { by: "whole", key: ({ sale }) => sale.server },
} as const satisfies Record<string, Division>;

/** The name of a dimension. */
export type Dimension = keyof typeof DIMENSIONS;

/** Increase it when an existing dimension or figure counts something else than before. */
const RULES = 2;

/** The shape of this version's rollups. A database with another shape is recounted. */
export const ROLLUP_SHAPE = shapeOf(Object.keys(DIMENSIONS));

/** The shape of rollups with these dimensions. */
export function shapeOf(dimensions: readonly string[], rules: number = RULES): string {
  return `${rules}: ${dimensions.join(" ")}`;
}
