/** Most lines of one order. */
export const MOST_LINES = 100;
/** Most of one item on a line. */
export const MOST_OF_ONE = 99;
/** Most modifiers on a line. */
export const MOST_MODIFIERS = 20;
/** The most that one order may cost, in minor units: ten billion dollars. */
export const MOST_OF_AN_ORDER = 1_000_000_000_000;
/** Most guests of an order. */
export const MOST_GUESTS = 500;
/** How far ahead an order may be wanted, in days. */
export const DAYS_AHEAD = 30;
/** The longest texts, in characters. */
export const LONGEST = { customer_name: 80, table: 20, variation: 80, notes: 200 } as const;

/** How an order that is taken here reaches its guests. */
export const ORDER_TYPES = ["dine_in", "takeout", "delivery"] as const;

/** One of `ORDER_TYPES`. */
export type TakenOrderType = typeof ORDER_TYPES[number];

/** An ordered item as requested. */
export interface RequestedItem {
  readonly menu_item_id: string;
  readonly quantity: number;
  /** Name of the size or kind, if the item is sold in several. */
  readonly variation?: string | undefined;
  /** Ids of modifiers, or their names. */
  readonly modifiers?: readonly string[] | undefined;
  readonly notes?: string | undefined;
}

/** An order as requested: nothing is checked yet. */
export interface OrderRequest {
  /** Id or name of the location. */
  readonly location: string;
  readonly order_type: string;
  readonly items: readonly RequestedItem[];
  readonly customer_name?: string | undefined;
  readonly guests?: number | undefined;
  readonly table?: string | undefined;
  /** ISO 8601; without an offset it is the location's local time. */
  readonly requested_time?: string | undefined;
}
