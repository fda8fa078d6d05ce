import type { Minor } from "../../../values/money.ts";
import { storableText } from "../../cells/private_text.ts";
import { ImportQuestion } from "../../kind/question.ts";
import { isTaken, type Order, type Payment } from "../../../restaurant/orders/model/order.ts";
import type { OrderParts } from "../../../restaurant/orders/model/order_parts.ts";
import type { SalesRow } from "../rows/sales_row.ts";
import { claimBook } from "./claims.ts";
import { broughtIn, lineOf, type LineRules, paid, sameLine, withReasonOf } from "./order_line.ts";
import { settingOfCells, withNamedDiscounts, withSetting } from "./order_setting.ts";

/** The outcome of a readable row. */
export interface MergeOutcome {
  /** `cancelled` is a refund that was taken back before it was seen. */
  readonly effect: "taken" | "updated" | "known" | "cancelled";
  /** The former amount of its line, if it existed. */
  readonly replaced: Minor;
}

/** A row, and the menu item that it sold. */
export interface ItemRow {
  readonly row: SalesRow;
  readonly menuItemId: string;
  /** What tells its order from others with the same id, once that is known. */
  readonly mark?: string;
}

/** A thing with rows merged into it, and what became of each. */
export interface Merged<Thing> {
  readonly after: Thing;
  readonly outcomes: readonly MergeOutcome[];
  /** Whether anything changed besides claims. */
  readonly changed: boolean;
}

/** An order without lines, from its first row. */
export function orderOf(
  row: SalesRow,
  { id, external_id }: Pick<Order, "id" | "external_id">,
  source: string,
): Order {
  const { place, number, order_type, moment, guests, table } = row;
  return {
    id,
    location_id: place.id,
    source,
    external_id,
    number,
    order_type,
    status: "completed",
    opened: moment,
    guests,
    table_name: table === "" ? null : table,
    customer_name: null,
    lines: [],
    payments: [],
    discounts: [],
    service_charges: [],
    ...settingOfCells(row.setting),
  };
}

/** How a file is read, for merging its rows into orders. */
export interface MergeRules extends LineRules {
  readonly importId: string;
  /**
   * Parts that the file has whole, on one row of each order. The order's other rows, which may be
   * merged later, then say nothing about them.
   */
  readonly tells: { readonly payments: boolean; readonly discounts: boolean };
}

/** Merges rows into an order: claims the lines that they are and adds the others. */
export function mergeOrder(
  before: Order,
  rows: readonly ItemRow[],
  rules: MergeRules,
): Merged<Order> {
  const { importId } = rules;
  const book = claimBook(before.lines, importId);
  let order = before;
  // The row that has all payments was merged earlier, or they are none.
  const isToldElsewhere = ({ method, tip }: PaidWith) =>
    rules.tells.payments && (before.payments.length > 0 || (method === "unknown" && tip === 0));
  const outcomes = rows.map(({ row, menuItemId }): MergeOutcome => {
    const line = lineOf(row, menuItemId, importId);
    const at = book.find(line.source_key, (stored) => sameLine(stored, line, rules));
    const stored = at === -1 ? undefined : book.lines[at];
    order = withSetting(order, row);
    if (stored !== undefined && sameLine(stored, line, rules)) {
      book.put(at, { ...stored, source_key: line.source_key, import_id: importId });
      return { effect: "known", replaced: 0 };
    }
    refuseRepeatedId(row, stored, importId);
    book.put(at, withReasonOf(line, stored, rules));
    order = withRow(order, row);
    if (row.payment !== null && !isToldElsewhere(row.payment)) {
      order = withPaid(order, row.payment, paid(line) - (stored === undefined ? 0 : paid(stored)));
    }
    return stored === undefined
      ? { effect: "taken", replaced: 0 }
      : { effect: "updated", replaced: broughtIn(stored) };
  });
  const parts = rows.find(({ row }) => row.parts !== undefined)?.row.parts;
  const merged = { ...order, lines: book.lines };
  const hasParts = parts !== undefined && !areParts(before, parts);
  const changed = hasParts || order !== before ||
    outcomes.some((outcome) => outcome.effect !== "known");
  if (!changed) return { after: merged, outcomes, changed };
  const named = rules.tells.discounts ? merged : withNamedDiscounts(merged);
  return { after: parts === undefined ? named : { ...named, ...parts }, outcomes, changed };
}

/** Whether an order has these parts already. */
function areParts(order: Order, parts: OrderParts): boolean {
  const told = ({ status, payments, service_charges, discounts }: Order) =>
    JSON.stringify([
      status === "cancelled",
      payments.map(({ method, amount, tip }) => [method, amount, tip]),
      service_charges.map(({ name, amount, is_gratuity }) => [name, amount, is_gratuity]),
      discounts.map(({ line_number = null, name, amount }) => [line_number, name, amount]),
    ]);
  return told(order) === told({ ...order, ...parts });
}

/**
 * Refuses a row with the id of another row of the same file. One would take the other's place.
 *
 * @param stored The line with the id, if there is one.
 * @throws {ImportQuestion}
 */
export function refuseRepeatedId(
  { line, line_id }: Pick<SalesRow, "line" | "line_id">,
  stored: { readonly import_id?: string } | undefined,
  importId: string,
): void {
  if (line_id === "" || stored?.import_id !== importId) return;
  throw new ImportQuestion(
    `Line ${line} has the row id '${
      storableText(line_id, 40)
    }' of another row in the same order, ` +
      "but says something else.",
    "Import it with --ignore-row-ids, which tells rows apart by their contents.",
  );
}

/** An order after another of its rows was added. */
function withRow(order: Order, row: SalesRow): Order {
  const opened = row.moment.at < order.opened.at ? row.moment : order.opened;
  const order_type = order.order_type === "unknown" ? row.order_type : order.order_type;
  const guests = Math.max(order.guests ?? 0, row.guests ?? 0) || null;
  const table_name = order.table_name ?? (row.table || null);
  const isSame = opened === order.opened && order_type === order.order_type &&
    guests === order.guests && table_name === order.table_name;
  return isSame ? order : { ...order, opened, order_type, guests, table_name };
}

type PaidWith = Pick<Payment, "method" | "tip">;

/** An order with what a row was paid; what was really taken is known better. */
function withPaid(order: Order, paid: PaidWith, amount: Minor): Order {
  if (order.payments.some(isTaken)) return order;
  return { ...order, payments: withPayment(order.payments, paid, amount) };
}

/** The tip is on every row of an order or on one of them: the largest is the order's. */
function withPayment(
  payments: readonly Payment[],
  { method, tip }: PaidWith,
  amount: number,
): readonly Payment[] {
  const known = payments.find((payment) => payment.method === method);
  const next = {
    method,
    amount: (known?.amount ?? 0) + amount,
    tip: Math.max(known?.tip ?? 0, tip),
  };
  return known === undefined
    ? [...payments, next]
    : payments.map((payment) => payment === known ? next : payment);
}
