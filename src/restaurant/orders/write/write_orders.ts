import { IDS_AT_ONCE, insertMany, slices } from "../../../storage/bulk.ts";
import type { Writer } from "../../../storage/database.ts";
import { orderTextRow } from "../../../storage/order_texts.ts";
import type { Row } from "../../../storage/schema/schema.ts";
import { type Change, freshThings, knownThings } from "../model/change.ts";
import { type Order, orderTotals } from "../model/order.ts";
import { settingColumns } from "../model/order_setting.ts";

/**
 * Writes the rows of orders and their parts, not the rollups: `writeSales` does both.
 *
 * @param at UTC instant of the writing.
 */
export async function writeOrders(
  writer: Writer,
  changes: readonly Change<Order>[],
  at: string,
): Promise<void> {
  const known = knownThings(changes);
  await insertMany(writer, "orders", freshThings(changes).map((order) => orderRow(order, at)));
  for (const order of known) await updateOrderRow(writer, order, at);
  await deleteOrderParts(writer, known.map((order) => order.id));
  await writeTexts(writer, changes);
  await insertOrderParts(writer, changes.map(({ after }) => after));
}

function orderRow(order: Order, at: string): Row<"orders"> {
  const { gross, discounts, service_charges, gratuity, tax, tips, gift_cards } = orderTotals(order);
  // One literal with a spread at its end: one at its beginning is several times as slow.
  return {
    gross,
    discounts,
    service_charges,
    gratuity,
    tax,
    tips,
    gift_cards,
    id: order.id,
    location_id: order.location_id,
    source: order.source,
    external_id: order.external_id,
    number: order.number,
    order_type: order.order_type,
    status: order.status,
    opened_at: order.opened.at,
    business_date: order.opened.business_date,
    local_hour: order.opened.local_hour,
    guests: order.guests,
    table_name: order.table_name,
    customer_name: order.customer_name,
    version: 1,
    updated_at: at,
    ...settingColumns(order),
  };
}

async function updateOrderRow(writer: Writer, order: Order, at: string): Promise<void> {
  const { id, location_id, version: _version, ...row } = orderRow(order, at);
  await writer.updateTable("orders")
    .set((eb) => ({ ...row, version: eb("version", "+", 1) }))
    .where("id", "=", id).where("location_id", "=", location_id)
    .execute();
}

const ORDER_PARTS = [
  "order_line_modifiers",
  "order_lines",
  "order_payments",
  "order_discounts",
  "order_service_charges",
] as const;

/** Removes the rows of at most `IDS_AT_ONCE` orders and of their parts, not the rollups. */
export async function removeOrders(writer: Writer, ids: readonly string[]): Promise<void> {
  await deleteOrderParts(writer, ids);
  await writer.deleteFrom("order_texts").where("order_id", "in", ids).execute();
  await writer.deleteFrom("orders").where("id", "in", ids).execute();
}

async function deleteOrderParts(writer: Writer, ids: readonly string[]): Promise<void> {
  for (const some of slices(ids, IDS_AT_ONCE)) {
    for (const table of ORDER_PARTS) {
      await writer.deleteFrom(table).where("order_id", "in", some).execute();
    }
  }
}

/** Most changes of an order, such as of its status, leave its words as they are. */
async function writeTexts(writer: Writer, changes: readonly Change<Order>[]): Promise<void> {
  const changed = changes.map(({ before, after }) => ({
    before: before && textOf(before),
    after: textOf(after),
  })).filter(({ before, after }) => before?.text !== after.text);
  const old = changed.flatMap(({ before }) => before === null ? [] : [before.position]);
  for (const some of slices(old, IDS_AT_ONCE)) {
    await writer.deleteFrom("order_texts").where("position", "in", some).execute();
  }
  // Neighbours in the index come one after the other.
  const rows = changed.map(({ after }) => after).toSorted((a, b) => a.position - b.position);
  await insertMany(writer, "order_texts", rows);
}

function textOf(
  { id, location_id, number, table_name, customer_name, lines }: Order,
): Row<"order_texts"> {
  const items = lines.map(({ name }) => name);
  const { position, text } = orderTextRow({ id, number, table_name, customer_name, items });
  return { location_id, position, order_id: id, text };
}

async function insertOrderParts(writer: Writer, orders: readonly Order[]): Promise<void> {
  await insertMany(writer, "order_lines", orders.flatMap(lineRows));
  await insertMany(writer, "order_line_modifiers", orders.flatMap(modifierRows));
  await insertMany(
    writer,
    "order_payments",
    partRows(orders, "payments", ({ source_key = null, ...payment }) => ({
      ...payment,
      source_key,
    })),
  );
  await insertMany(
    writer,
    "order_discounts",
    partRows(orders, "discounts", ({ line_number = null, name, amount }) => ({
      line_number,
      name,
      amount,
    })),
  );
  await insertMany(
    writer,
    "order_service_charges",
    partRows(orders, "service_charges", ({ name, amount, is_gratuity }) => ({
      name,
      amount,
      is_gratuity: flag(is_gratuity),
    })),
  );
}

/** Rows of what most orders of most files have none of. */
function partRows<Part extends "payments" | "discounts" | "service_charges", Columns>(
  orders: readonly Order[],
  part: Part,
  columnsOf: (one: Order[Part][number]) => Columns,
) {
  return orders.filter((order) => order[part].length > 0).flatMap((order) =>
    order[part].map((one, position) => ({
      location_id: order.location_id,
      order_id: order.id,
      position,
      ...columnsOf(one),
    }))
  );
}

function lineRows({ id, location_id, lines }: Order) {
  return lines.map((line, index) => ({
    location_id,
    order_id: id,
    line_number: index + 1,
    source_key: line.source_key ?? null,
    import_id: line.import_id ?? null,
    menu_item_id: line.menu_item_id,
    name: line.name,
    variation: line.variation,
    category: line.category,
    quantity: line.quantity,
    gross: line.gross,
    discount: line.discount,
    tax: line.tax,
    voided: flag(line.voided),
    gift_card: flag(line.gift_card),
    notes: line.notes ?? null,
    reason: line.reason ?? null,
  }));
}

function modifierRows({ id, location_id, lines }: Order) {
  if (lines.every(({ modifiers }) => modifiers === undefined)) return [];
  return lines.flatMap((line, index) =>
    (line.modifiers ?? []).map(({ modifier_id = null, name, price }, position) => ({
      location_id,
      order_id: id,
      line_number: index + 1,
      position,
      modifier_id,
      name,
      price,
    }))
  );
}

function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}
