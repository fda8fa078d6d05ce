import {
  ensureMenuItems,
  menuItemKey,
  type MenuItemName,
} from "../../../restaurant/menu/menu_items.ts";
import { freshThings } from "../../../restaurant/orders/model/change.ts";
import type { Order, Refund } from "../../../restaurant/orders/model/order.ts";
import { readOrders, readRefunds } from "../../../restaurant/orders/read/read_orders.ts";
import { writeSales } from "../../../restaurant/sales/write_sales.ts";
import type { Minor } from "../../../values/money.ts";
import type { IdRange } from "../../../values/public_id.ts";
import { hideAdded, type Taking } from "../../kind/taking.ts";
import { ensurePlace } from "../../kind/ensure_place.ts";
import type { SalesFormat } from "../formats/format.ts";
import type { SalesRow } from "../rows/sales_row.ts";
import { claimOrderLines, claimRefundLines } from "./claim_lines.ts";
import { type ItemRow, mergeOrder, type MergeOutcome, orderOf } from "./merge_order.ts";
import { mergeRefund, refundOf } from "./merge_refund.ts";
import { type Mergeable, mergeStored } from "./merge_stored.ts";
import { netChange } from "./net_change.ts";
import type { OrderDays } from "./order_days.ts";
import { noteRevisit, type Revisits } from "./revisits.ts";
import type { StoredIds } from "./stored_ids.ts";

/** One import of sales while it writes. */
export interface Writing extends Taking<SalesFormat> {
  readonly days: OrderDays;
  /** Known orders with stored lines that are not matched yet. */
  readonly revisits: Revisits;
  /** Ids of menu items by `menuItemKey`; new ones are added. */
  readonly menuItems: Map<string, string>;
  /** The stored orders and refunds of the file's source. */
  readonly stored: Readonly<Record<"orders" | "refunds", StoredIds>>;
  /** Ids of those with rows that wait for the transaction that ends the import. */
  readonly waiting: Readonly<Record<"orders" | "refunds", Set<string>>>;
}

/** The outcome of some rows. */
export interface Written {
  readonly outcomes: readonly (readonly [SalesRow, MergeOutcome])[];
  readonly ordersAdded: number;
  readonly refundsAdded: number;
  /** Rows that wait for the transaction that ends the import. */
  readonly waiting: readonly ItemRow[];
  /** By how much the database's net sales changed. */
  readonly change: Minor;
}

/**
 * Writes rows: locations, menu items, orders and refunds, and the rollups with them.
 *
 * @param range The ids that new orders and refunds may get.
 */
export async function writeRows(
  writing: Writing,
  rows: readonly SalesRow[],
  range: IdRange,
): Promise<Written> {
  for (const place of new Set(rows.map(({ place }) => place))) await ensurePlace(writing, place);
  return await writeItemRows(writing, await withMenuItems(writing, rows), range);
}

/** Writes rows whose location and menu item are there. */
export async function writeItemRows(
  writing: Writing,
  itemRows: readonly ItemRow[],
  range: IdRange = { from: 0, to: 1 },
): Promise<Written> {
  const { writer, importId, at, journal } = writing;
  const [sold, returned] = [
    itemRows.filter(({ row }) => row.event === "sale"),
    itemRows.filter(({ row }) => row.event === "refund"),
  ];
  const how = { hides: writing.hides, range };
  const orders = await mergeStored(ordersKind(writing), writer, sold, how);
  const refunds = await mergeStored(refundsKind(writing), writer, returned, how);
  const changes = { orders: orders.changes, refunds: refunds.changes };
  const added = {
    orders: freshThings(changes.orders).map(({ id }) => id),
    refunds: freshThings(changes.refunds).map(({ id }) => id),
  };
  await journal.sales(writer, changes);
  await writeSales(writer, changes, at);
  await hideAdded(writing, "orders", added.orders);
  await hideAdded(writing, "refunds", added.refunds);
  const change = await netChange(writer, changes);
  await journal.seen(writer, { orders: orders.unchanged, refunds: refunds.unchanged });
  await claimOrderLines(writer, orders.unchanged, importId);
  await claimRefundLines(writer, refunds.unchanged, importId);
  return {
    outcomes: orders.outcomes.concat(refunds.outcomes),
    waiting: [...orders.waiting, ...refunds.waiting],
    change,
    ordersAdded: added.orders.length,
    refundsAdded: added.refunds.length,
  };
}

function ordersKind(
  { format, importId, days, revisits, stored, waiting, has }: Writing,
): Mergeable<Order> {
  const restarts = format.orderNumbersRestart;
  // A tax of the whole order is shared among the rows that a file has of it.
  const rules = {
    importId,
    tellsTax: has("tax") && !has("order_tax"),
    tellsReason: has("reason") || has("reduction"),
    tells: {
      payments: format.orderParts !== undefined && has("payments"),
      discounts: format.orderParts !== undefined && has("discounts"),
    },
  };
  return {
    table: "orders",
    stored: stored.orders,
    markOfRow: (row) => restarts ? days.markOfRow(row) : "",
    markOf: (order) => restarts ? days.markOf(order) : "",
    instantOf: ({ opened }) => opened.at,
    read: readOrders,
    create: (row, own) => orderOf(row, own, format.source),
    merge: (order, rows) => mergeOrder(order, rows, rules),
    accept: (order, rows, merged) => noteRevisit(revisits, order, rows, merged, importId),
    waiting: waiting.orders,
  };
}

/** An order can be refunded in several steps: each time is a refund of its own. */
function refundsKind({ format, importId, stored, waiting }: Writing): Mergeable<Refund> {
  return {
    table: "refunds",
    stored: stored.refunds,
    markOfRow: ({ moment }) => moment.at,
    markOf: ({ refunded }) => refunded.at,
    instantOf: ({ refunded }) => refunded.at,
    read: readRefunds,
    create: (row, own) => refundOf(row, own, format.source),
    merge: (refund, rows) => mergeRefund(refund, rows, importId),
    accept: () => {},
    waiting: waiting.refunds,
  };
}

async function withMenuItems(
  writing: Writing,
  rows: readonly SalesRow[],
): Promise<ItemRow[]> {
  const { writer, menuItems, at, journal } = writing;
  const keys = rows.map((row) => menuItemKey(menuItemName(row)));
  const unknown = rows.filter((_, at) => !menuItems.has(keys[at] ?? ""));
  const known = menuItems.size;
  await ensureMenuItems(writer, unknown.map(menuItemName), menuItems, at);
  const added = [...menuItems.values().drop(known)];
  await hideAdded(writing, "menu_items", added);
  journal.added("menu_items", added);
  return rows.map((row, at) => ({ row, menuItemId: menuItems.get(keys[at] ?? "") ?? "" }));
}

function menuItemName({ item, category, place, menu_item }: SalesRow): MenuItemName {
  const { currency } = place;
  return menu_item === undefined
    ? { name: item, category, currency }
    : { name: menu_item.name, category: menu_item.category, currency };
}
