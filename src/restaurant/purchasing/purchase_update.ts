/** The actions on a purchase order. */
export const PURCHASE_ACTIONS = ["change", "place", "receive", "drop"] as const;

/** One of `PURCHASE_ACTIONS`. */
export type PurchaseAction = typeof PURCHASE_ACTIONS[number];

/** A line as requested or as received. */
export interface WantedLine {
  readonly item_id: string;
  readonly packs: number;
  /** In decimal units; only when it came at another price. */
  readonly pack_cost?: number | undefined;
}

/** The requested change of a purchase order. */
export interface PurchaseUpdate {
  readonly purchase_order_id: string;
  readonly action: PurchaseAction;
  readonly lines?: readonly WantedLine[] | undefined;
  readonly actor: string;
  /** Whether prices, which all locations share, may be changed. */
  readonly mayChangePrices: boolean;
}
