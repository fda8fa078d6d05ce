/** What a column of a sales file can hold. */
export type Field =
  | "order_id"
  | "line_id"
  | "number"
  | "date"
  | "time"
  | "time_zone"
  | "location"
  | "item"
  | "variation"
  | "category"
  | "modifiers"
  | "quantity"
  | "unit_price"
  | "line_total"
  | "discount"
  | "net"
  | "tax"
  | "tip"
  | "order_type"
  | "payment_method"
  | "guests"
  | "table"
  | "event"
  | "status"
  | "deferred"
  | "link";

/** The text of a row's cell without spaces around it; empty where there is no such column. */
export type Cell = (field: Field) => string;

/** What happened in a row. */
export interface RowKind {
  readonly event: "sale" | "refund";
  /** Taken back before it was paid, or cancelled: never a sale. */
  readonly voided: boolean;
  readonly gift_card: boolean;
}

/** How the export of one point of sale is read: its columns by name, and what they mean. */
export interface Format {
  readonly name: string;
  readonly title: string;
  /** The system that orders from it belong to. */
  readonly source: string;
  /** The names that a column goes by, the best one first. Capitals and spaces do not matter. */
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>;
  /** What every row needs; of a list, one is enough. */
  readonly required: readonly (readonly Field[])[];
  /** The order of dates in such files where a file leaves it open. */
  readonly usualDateOrder?: "dmy" | "mdy";
  /** Whether the same order number can come again on another day and mean another order. */
  readonly orderNumbersRestart: boolean;
  /** @throws {RowProblem} where the row says something that the format does not know. */
  kindOf(cell: Cell): RowKind;
  /** The order's id, where it is not simply the column's text. */
  orderId?(cell: Cell): string;
  /** The item's name, where the column holds more than that. */
  itemName?(cell: Cell): string;
}

/** A sale like any other. */
export const SALE: RowKind = { event: "sale", voided: false, gift_card: false };
