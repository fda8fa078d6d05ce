import { type Location, readLocations } from "../restaurant/locations/location.ts";
import { type MenuItem, menuItemKey, readMenuItems } from "../restaurant/menu/menu_items.ts";
import type { Order, OrderLine, Refund, RefundLine } from "../restaurant/orders/model/order.ts";
import { SETTING, settingColumns } from "../restaurant/orders/model/order_setting.ts";
import { readOrders, readRefunds } from "../restaurant/orders/read/read_orders.ts";
import type { CsvValue } from "../report/csv/csv_line.ts";
import type { Reader } from "../storage/database.ts";
import { fromMilli, type Minor, toMajor } from "../values/money.ts";
import type { Export } from "./kind.ts";
import { orderObject, refundObject } from "./order_objects.ts";

/** The batch size, in orders. */
const BATCH = 200;

/**
 * Every order and refund. In CSV one row for each item sold, voided or given back, as
 * `import` takes it. The parts of a whole order (payments, service charges, discounts by name) are
 * JSON in columns of its first row, and so is a menu item that has another name by now.
 */
export const orders: Export = {
  columns: [
    ...["order_id", "line_id", "number", "date", "time", "location", "item", "variation"],
    ...["category", "modifiers", "quantity", "line_total", "discount", "tax", "tip", "order_type"],
    ...["payment_method", "guests", "table", "event", "status", ...SETTING],
    ...["reason", "currency", "time_zone", "payments", "service_charges"],
    ...["discounts", "modifier_prices", "menu_item"],
  ],
  async *rows(reader, signal) {
    const known = { places: await placesOf(reader), items: await itemsOf(reader) };
    for await (const { orders, refunds } of batches(reader, signal)) {
      yield [
        ...orders.flatMap((order) => orderRows(order, known)),
        ...refunds.flatMap((refund) => refundRows(refund, known)),
      ];
    }
  },
  async *objects(reader, signal) {
    const places = await placesOf(reader);
    for await (const { orders, refunds } of batches(reader, signal)) {
      const currencyOf = (id: string) => placeOf(places, id).currency;
      yield [
        ...orders.map((order) => orderObject(order, currencyOf(order.location_id))),
        ...refunds.map((refund) => refundObject(refund, currencyOf(refund.location_id))),
      ];
    }
  },
};

type Places = ReadonlyMap<string, Location>;

/** What orders refer to, by id. */
interface Known {
  readonly places: Places;
  readonly items: ReadonlyMap<string, MenuItem>;
}

async function itemsOf(reader: Reader): Promise<Known["items"]> {
  return new Map((await readMenuItems(reader)).map((item) => [item.id, item]));
}

async function placesOf(reader: Reader): Promise<Places> {
  return new Map((await readLocations(reader)).map((location) => [location.id, location]));
}

function placeOf(places: Places, id: string): Location {
  const place = places.get(id);
  if (place === undefined) throw new Error(`Location ${id} is missing`);
  return place;
}

/** All orders, then all refunds, in batches, in the order of their ids. */
async function* batches(
  reader: Reader,
  signal: AbortSignal,
): AsyncGenerator<{ orders: readonly Order[]; refunds: readonly Refund[] }> {
  for await (const ids of idsOf(reader, "orders", signal)) {
    yield { orders: await readOrders(reader, ids), refunds: [] };
  }
  for await (const ids of idsOf(reader, "refunds", signal)) {
    yield { orders: [], refunds: await readRefunds(reader, ids) };
  }
}

async function* idsOf(
  reader: Reader,
  table: "orders" | "refunds",
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  for (let last = "";;) {
    const rows = await reader.selectFrom(table).select("id")
      .where("id", ">", last).orderBy("id").limit(BATCH).execute();
    const ids = rows.map(({ id }) => id);
    const next = ids.at(-1);
    if (next === undefined) return;
    yield ids;
    last = next;
    // SQLite answers without giving way; signals of the system are heard between turns only.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
}

function orderRows(order: Order, { places, items }: Known): CsvValue[][] {
  const place = placeOf(places, order.location_id);
  const [payment] = order.payments;
  const tips = order.payments.reduce((sum, { tip }) => sum + tip, 0);
  return order.lines.map((line, at) => [
    order.id,
    `${order.id}-${at + 1}`,
    order.number,
    ...localTime(order.opened.at, place),
    place.id,
    line.name,
    line.variation,
    line.category,
    (line.modifiers ?? []).map(({ name }) => name.replaceAll(/[,;|]/g, " ")).join("; "),
    fromMilli(line.quantity),
    toMajor(line.gross, place.currency),
    toMajor(line.discount, place.currency),
    toMajor(line.tax, place.currency),
    toMajor(tips, place.currency),
    order.order_type,
    payment?.method ?? null,
    order.guests,
    order.table_name,
    "sale",
    statusOf(order, line),
    ...Object.values(settingColumns(order)),
    line.reason ?? null,
    place.currency,
    place.time_zone,
    ...(at === 0 ? orderParts(order, place) : [null, null, null]),
    modifierPrices(line, place),
    renamedItem(line, items),
  ]);
}

/** Payments, service charges and discounts by name, as JSON. */
function orderParts(
  { payments, service_charges, discounts }: Order,
  { currency }: Location,
): CsvValue[] {
  const amount = (minor: Minor) => toMajor(minor, currency);
  return [
    payments.map(({ method, ...one }) => ({
      method,
      amount: amount(one.amount),
      tip: amount(one.tip),
    })),
    service_charges.map(({ name, is_gratuity, ...one }) => ({
      name,
      amount: amount(one.amount),
      is_gratuity,
    })),
    discounts.map(({ name, line_number, ...one }) => ({
      name,
      amount: amount(one.amount),
      ...(line_number !== undefined && { line_number }),
    })),
  ].map((part) => JSON.stringify(part));
}

function modifierPrices({ modifiers = [] }: OrderLine, { currency }: Location): CsvValue {
  if (modifiers.length === 0) return null;
  return JSON.stringify(
    modifiers.map(({ name, price }) => ({ name, price: toMajor(price, currency) })),
  );
}

/** The menu item that was sold, if its name or category has changed since. */
function renamedItem(
  { menu_item_id, name, category }: OrderLine | RefundLine,
  items: Known["items"],
): CsvValue {
  const item = items.get(menu_item_id);
  if (item === undefined) return null;
  if (menuItemKey(item) === menuItemKey({ name, category, currency: item.currency })) return null;
  return JSON.stringify({ name: item.name, category: item.category });
}

function statusOf({ status }: Order, { voided, gift_card }: OrderLine): string {
  if (status === "cancelled") return "cancelled";
  if (voided) return "voided";
  return gift_card ? "gift_card" : "sold";
}

function refundRows(refund: Refund, { places, items }: Known): CsvValue[][] {
  const place = placeOf(places, refund.location_id);
  const amount = (minor: Minor) => toMajor(minor, place.currency);
  return refund.lines.map((line, at) => [
    refund.id,
    `${refund.id}-${at + 1}`,
    refund.external_id ?? refund.id,
    ...localTime(refund.refunded.at, place),
    place.id,
    line.name,
    "",
    line.category,
    "",
    fromMilli(line.quantity),
    amount(line.amount),
    0,
    amount(line.tax),
    at === 0 ? 0 - amount(refund.tips) : 0,
    refund.order_type,
    refund.payment_method,
    null,
    null,
    "refund",
    "sold",
    ...Object.values(settingColumns(refund)),
    refund.reason,
    place.currency,
    place.time_zone,
    ...(at === 0 ? ["[]", refundedCharges(refund, place), "[]"] : [null, null, null]),
    null,
    renamedItem(line, items),
  ]);
}

function refundedCharges(
  { service_charges, gratuity }: Refund,
  { currency }: Location,
): CsvValue {
  const charges = [
    { name: "Service charge", amount: service_charges, is_gratuity: false },
    { name: "Gratuity", amount: gratuity, is_gratuity: true },
  ].filter(({ amount }) => amount !== 0);
  return JSON.stringify(
    charges.map((one) => ({ ...one, amount: toMajor(one.amount, currency) })),
  );
}

/** The wall clock of the location, to the second. */
function localTime(at: string, { time_zone }: Location): [date: string, time: string] {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(time_zone);
  return [
    local.toPlainDate().toString(),
    local.toPlainTime().toString({ smallestUnit: "second" }),
  ];
}
