import { z } from "zod";
import { type Location, readLocations } from "../restaurant/locations/location.ts";
import { defineTemplate } from "../mcp/resource.ts";
import { billTotal, type Order, orderTotals } from "../restaurant/orders/model/order.ts";
import { shownSetting, shownTable } from "../restaurant/orders/read/order_summary.ts";
import { type OrderTrace, readTraces } from "../restaurant/orders/read/order_traces.ts";
import { readOrders } from "../restaurant/orders/read/read_orders.ts";
import { completeSalesDate } from "../restaurant/sales/complete_sales_date.ts";
import type { Principal } from "../security/principal.ts";
import type { Reader } from "../storage/database.ts";
import { isDate } from "../values/business_day.ts";
import { fromMilli, toMajor } from "../values/money.ts";
import { boundedText, visibleJson } from "../values/text.ts";
import { asManyAsFit } from "./as_many_as_fit.ts";

/** More than fit in any case. */
const MOST_ORDERS = 40;
/** Characters of all orders: with them the resource is below 2,000 tokens. */
const LONGEST = 7600;
const LONGEST_REASON = 60;
const LONGEST_NAME = 40;
const MOST_DISCOUNTS = 3;

/** The orders of one business date. */
export const orders = defineTemplate({
  name: "orders",
  uriTemplate: "restaurant://orders/{date}",
  title: "Orders of a business date",
  description: "The latest orders opened on a business date (YYYY-MM-DD) at every location, as " +
    "many as fit. search_orders pages through all of a day; get_sales_data has totals.",
  scope: "orders:read",
  mimeType: "application/json",
  isLive: true,
  variable: z.string().refine(isDate, "Write an existing date as YYYY-MM-DD."),
  complete: (value, { reader }) => completeSalesDate(reader, value),
  async read(date, { reader, principal }: { reader: Reader; principal: Principal }) {
    const showsNames = principal.scopes.has("menu:write");
    const locations = new Map((await readLocations(reader)).map((row) => [row.id, row]));
    const { count } = await reader.selectFrom("orders")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("business_date", "=", date).executeTakeFirstOrThrow();
    const latest = await reader.selectFrom("orders").select("id")
      .where("business_date", "=", date)
      .orderBy("opened_at", "desc").orderBy("id").limit(MOST_ORDERS).execute();
    const orders = await readOrders(reader, latest.map(({ id }) => id));
    const traces = await readTraces(reader, orders.map(({ id }) => id));
    const shown = asManyAsFit(
      orders.map((order) => ({
        ...orderJson(order, locations.get(order.location_id)),
        ...shownSetting(order, showsNames),
        ...traceJson(traces.get(order.id), locations.get(order.location_id), showsNames),
      })),
      LONGEST,
    );
    return visibleJson({
      date,
      order_count: count,
      ...(count > shown.length && { omitted_orders: count - shown.length }),
      orders: shown,
    });
  },
});

function traceJson(
  trace: OrderTrace | undefined,
  location: Location | undefined,
  showsNames: boolean,
) {
  if (trace === undefined) return {};
  const { currency = "USD" } = location ?? {};
  return {
    ...(trace.refunds.length > 0 && {
      refunds: trace.refunds.map(({ amount, server, ...rest }) => ({
        amount: toMajor(amount, currency),
        ...(server !== undefined && showsNames && { server }),
        ...rest,
      })),
    }),
    ...(trace.cancelled !== undefined && { cancelled: trace.cancelled }),
  };
}

function orderJson(order: Order, location: Location | undefined) {
  const currency = location?.currency ?? "USD";
  const amount = (minor: number) => toMajor(minor, currency);
  const totals = orderTotals(order);
  return {
    id: order.id,
    number: order.number,
    location: order.location_id,
    order_type: order.order_type,
    status: order.status,
    opened_at: order.opened.at,
    ...(order.guests !== null && { guests: order.guests }),
    ...(order.table_name !== null && { table: shownTable(order.table_name) }),
    currency,
    gross: amount(totals.gross),
    discounts: amount(totals.discounts),
    service_charges: amount(totals.service_charges),
    tax: amount(totals.tax),
    tips: amount(totals.tips),
    total: amount(billTotal(totals)),
    ...(totals.gratuity !== 0 && { gratuity: amount(totals.gratuity) }),
    ...(totals.gift_cards !== 0 && { gift_cards: amount(totals.gift_cards) }),
    ...(order.discounts.length > 0 && {
      discount_names: order.discounts.slice(0, MOST_DISCOUNTS)
        .map(({ name }) => boundedText(name, LONGEST_NAME)),
    }),
    ...(order.payments.length > 0 && {
      payments: order.payments.map(({ method, amount: paid, tip }) => ({
        method,
        amount: amount(paid),
        ...(tip !== 0 && { tip: amount(tip) }),
      })),
    }),
    lines: order.lines.map((line) => ({
      item: line.variation === "" ? line.name : `${line.name} (${line.variation})`,
      quantity: fromMilli(line.quantity),
      ...(line.gift_card && { gift_card: true }),
      gross: amount(line.gross),
      ...(line.discount !== 0 && { discount: amount(line.discount) }),
      ...(line.voided && { voided: true }),
      ...(line.reason !== undefined && { reason: boundedText(line.reason, LONGEST_REASON) }),
      ...(line.modifiers !== undefined && {
        modifiers: line.modifiers.map(({ name }) => name),
      }),
    })),
  };
}
