import {
  isTaken,
  type Order,
  type Payment,
  UNKNOWN_PAYMENT,
} from "../../restaurant/orders/model/order.ts";
import { settingOfCells } from "../sales/writing/order_setting.ts";
import type { Minor } from "../../values/money.ts";
import type { Detail, TakenPayment } from "./read_detail.ts";

const GRATUITY = "Gratuity";

/** An order with what a row knows of it: the row's word counts, and what it leaves out stays. */
export function completeOrder(order: Order, detail: Detail): Order {
  const { guests, table, gratuity, tip, payments } = detail;
  return {
    ...order,
    guests: guests ?? order.guests,
    table_name: table === "" ? order.table_name : table,
    ...settingOfCells(detail),
    payments: tip === null ? withPayments(order.payments, payments) : withTip(order, tip),
    service_charges: gratuity === null ? order.service_charges : withGratuity(order, gratuity),
  };
}

/** Payments as they were taken replace those that were worked out from lines. */
function withPayments(
  known: readonly Payment[],
  payments: readonly TakenPayment[],
): readonly Payment[] {
  if (payments.length === 0) return known;
  const taken = new Map(known.filter(isTaken).map((one) => [one.source_key, one]));
  for (const payment of payments) taken.set(payment.source_key, payment);
  return [...taken.values()];
}

/** The tip of an order, unless its payments say their own. */
function withTip({ payments }: Order, tip: Minor): readonly Payment[] {
  if (payments.some(isTaken)) return payments;
  const [first, ...others] = payments;
  if (first === undefined) return tip === 0 ? [] : [{ method: UNKNOWN_PAYMENT, amount: 0, tip }];
  return [{ ...first, tip }, ...others.map((payment) => ({ ...payment, tip: 0 }))];
}

function withGratuity({ service_charges }: Order, amount: Minor): Order["service_charges"] {
  const others = service_charges.filter(({ is_gratuity }) => !is_gratuity);
  return amount === 0 ? others : [...others, { name: GRATUITY, amount, is_gratuity: true }];
}
