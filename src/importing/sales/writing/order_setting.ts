import type { Order } from "../../../restaurant/orders/model/order.ts";
import type { SalesRow } from "../rows/sales_row.ts";

const SETTING = ["server", "channel", "register"] as const;

/** Who sold an order and where, as far as a row says it. */
export function settingOf(
  row: Pick<SalesRow, typeof SETTING[number]>,
): Pick<Order, typeof SETTING[number]> {
  const setting: { -readonly [Name in typeof SETTING[number]]?: string } = {};
  for (const name of SETTING) if (row[name] !== "") setting[name] = row[name];
  return setting;
}

/** An order with what a row knows of it and the order did not. */
export function withSetting(order: Order, row: SalesRow): Order {
  const isNew = SETTING.some((name) => order[name] === undefined && row[name] !== "");
  return isNew ? { ...order, ...settingOf(row), ...presentOf(order) } : order;
}

function presentOf(order: Order): Pick<Order, typeof SETTING[number]> {
  const { server = "", channel = "", register = "" } = order;
  return settingOf({ server, channel, register });
}

/** An order whose discounts are named as its lines say why they were reduced. */
export function withNamedDiscounts(order: Order): Order {
  const discounts = order.lines.flatMap(({ reason, voided, discount }, at) =>
    reason === undefined || voided || discount === 0
      ? []
      : [{ line_number: at + 1, name: reason, amount: discount }]
  );
  if (discounts.length === 0 && order.discounts.length === 0) return order;
  return { ...order, discounts };
}
