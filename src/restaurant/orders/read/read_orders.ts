import { IDS_AT_ONCE, slices } from "../../../storage/bulk.ts";
import type { Reader } from "../../../storage/database.ts";
import type { Row } from "../../../storage/schema/schema.ts";
import type { Order, OrderLine, OrderLineModifier, Refund, RefundLine } from "../model/order.ts";
import { settingOf } from "../model/order_setting.ts";

/** The orders with these ids, whole, in the order of `ids`; unknown ids are left out. */
export async function readOrders(reader: Reader, ids: readonly string[]): Promise<Order[]> {
  const orders: Order[] = [];
  for (const some of slices(ids, IDS_AT_ONCE)) orders.push(...await readSomeOrders(reader, some));
  return orders;
}

/** The refunds with these ids, whole, in the order of `ids`; unknown ids are left out. */
export async function readRefunds(reader: Reader, ids: readonly string[]): Promise<Refund[]> {
  const refunds: Refund[] = [];
  for (const some of slices(ids, IDS_AT_ONCE)) refunds.push(...await readSomeRefunds(reader, some));
  return refunds;
}

async function readSomeOrders(reader: Reader, ids: readonly string[]): Promise<Order[]> {
  const orders = await reader.selectFrom("orders").selectAll().where("id", "in", ids).execute();
  const parts = await readParts(reader, ids);
  const byId = new Map(orders.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id))
    .filter((row) => row !== undefined)
    .map((row) => toOrder(row, parts));
}

type Parts = Awaited<ReturnType<typeof readParts>>;

async function readParts(reader: Reader, ids: readonly string[]) {
  return {
    lines: byOrder(
      await reader.selectFrom("order_lines").selectAll()
        .where("order_id", "in", ids).orderBy("line_number").execute(),
    ),
    modifiers: byOrder(
      await reader.selectFrom("order_line_modifiers").selectAll()
        .where("order_id", "in", ids).orderBy("position").execute(),
    ),
    payments: byOrder(
      await reader.selectFrom("order_payments").selectAll()
        .where("order_id", "in", ids).orderBy("position").execute(),
    ),
    discounts: byOrder(
      await reader.selectFrom("order_discounts").selectAll()
        .where("order_id", "in", ids).orderBy("position").execute(),
    ),
    charges: byOrder(
      await reader.selectFrom("order_service_charges").selectAll()
        .where("order_id", "in", ids).orderBy("position").execute(),
    ),
  };
}

function byOrder<Part extends { readonly order_id: string }>(
  parts: readonly Part[],
): (id: string) => readonly Part[] {
  const groups = Map.groupBy(parts, (part) => part.order_id);
  return (id) => groups.get(id) ?? [];
}

function toOrder(row: Row<"orders">, parts: Parts): Order {
  const modifiers = parts.modifiers(row.id);
  return {
    id: row.id,
    location_id: row.location_id,
    source: row.source,
    external_id: row.external_id,
    number: row.number,
    order_type: row.order_type,
    status: row.status,
    opened: { at: row.opened_at, business_date: row.business_date, local_hour: row.local_hour },
    guests: row.guests,
    table_name: row.table_name,
    customer_name: row.customer_name,
    ...settingOf(row),
    lines: parts.lines(row.id).map((line) => toLine(line, modifiers)),
    payments: parts.payments(row.id).map(({ method, amount, tip, source_key }) => ({
      method,
      amount,
      tip,
      ...known({ source_key }),
    })),
    discounts: parts.discounts(row.id).map(({ line_number, name, amount }) => ({
      ...(line_number !== null && { line_number }),
      name,
      amount,
    })),
    service_charges: parts.charges(row.id).map(({ name, amount, is_gratuity }) => ({
      name,
      amount,
      is_gratuity: is_gratuity === 1,
    })),
  };
}

function toLine(
  row: Row<"order_lines">,
  modifiers: readonly Row<"order_line_modifiers">[],
): OrderLine {
  const own = modifiers.filter((modifier) => modifier.line_number === row.line_number);
  return {
    menu_item_id: row.menu_item_id,
    name: row.name,
    variation: row.variation,
    category: row.category,
    quantity: row.quantity,
    gross: row.gross,
    discount: row.discount,
    tax: row.tax,
    voided: row.voided === 1,
    gift_card: row.gift_card === 1,
    ...known({ notes: row.notes, reason: row.reason }),
    ...(own.length > 0 && { modifiers: own.map(toModifier) }),
    ...sourceOf(row),
  };
}

function toModifier(
  { modifier_id, name, price }: Row<"order_line_modifiers">,
): OrderLineModifier {
  return { ...(modifier_id !== null && { modifier_id }), name, price };
}

function sourceOf(row: Pick<Row<"order_lines">, "source_key" | "import_id">) {
  return known({ source_key: row.source_key, import_id: row.import_id });
}

type Known<Values> = { readonly [Name in keyof Values]?: NonNullable<Values[Name]> };

/** What is not null. */
function known<Values extends Readonly<Record<string, string | null>>>(
  values: Values,
): Known<Values> {
  const found: Record<string, string> = {};
  for (const name in values) {
    const value = values[name];
    if (value !== null && value !== undefined) found[name] = value;
  }
  return found as Known<Values>;
}

async function readSomeRefunds(reader: Reader, ids: readonly string[]): Promise<Refund[]> {
  const rows = await reader.selectFrom("refunds").selectAll().where("id", "in", ids).execute();
  const lines = await reader.selectFrom("refund_lines").selectAll()
    .where("refund_id", "in", ids).orderBy("line_number").execute();
  const linesOf = Map.groupBy(lines, (line) => line.refund_id);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id))
    .filter((row) => row !== undefined)
    .map((row) => toRefund(row, linesOf.get(row.id) ?? []));
}

function toRefund(row: Row<"refunds">, lines: readonly Row<"refund_lines">[]): Refund {
  const { refunded_at, business_date, local_hour, server, channel, ...rest } = row;
  return {
    ...rest,
    ...known({ server, channel }),
    refunded: { at: refunded_at, business_date, local_hour },
    lines: lines.map(toRefundLine),
  };
}

function toRefundLine(row: Row<"refund_lines">): RefundLine {
  const { menu_item_id, name, category, quantity, amount, tax } = row;
  return { menu_item_id, name, category, quantity, amount, tax, ...sourceOf(row) };
}
