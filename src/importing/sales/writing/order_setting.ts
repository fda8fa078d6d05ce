import type { Order } from "../../../restaurant/orders/model/order.ts";
import {
  eachSetting,
  type OrderSetting,
  SETTING,
  settingColumns,
  type SettingName,
  settingOf,
} from "../../../restaurant/orders/model/order_setting.ts";
import type { SalesRow } from "../rows/sales_row.ts";

/** The setting that the cells of a row have; an empty one records nothing. */
export function settingOfCells(cells: Readonly<Record<SettingName, string>>): OrderSetting {
  return settingOf(eachSetting((name) => cells[name] || null));
}

/** An order with what a row knows of who sold it and where, and the order did not. */
export function withSetting(order: Order, row: SalesRow): Order {
  const isNew = SETTING.some((name) => order[name] === undefined && row.setting[name] !== "");
  if (!isNew) return order;
  return { ...order, ...settingOfCells(row.setting), ...settingOf(settingColumns(order)) };
}

/** An order whose discounts are named as its lines say why they were reduced. */
export function withNamedDiscounts(order: Order): Order {
  const isNamed = ({ reason }: Order["lines"][number]) => reason !== undefined;
  if (order.discounts.length === 0 && !order.lines.some(isNamed)) return order;
  const discounts = order.lines.flatMap(({ reason, voided, discount }, at) =>
    reason === undefined || voided || discount === 0
      ? []
      : [{ line_number: at + 1, name: reason, amount: discount }]
  );
  return { ...order, discounts };
}
