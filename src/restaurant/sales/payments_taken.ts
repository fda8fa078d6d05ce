import { openedOn } from "../../storage/conditions.ts";
import type { Reader } from "../../storage/database.ts";
import type { Minor } from "../../values/money.ts";
import type { Period } from "../../values/period.ts";

/** The business dates and locations that are asked about. */
interface Where {
  readonly period: Period;
  readonly locations: readonly { readonly id: string }[];
}

/** What was taken with one method of payment. */
export interface PaymentsTaken {
  readonly method: string;
  readonly payments: number;
  /** Paid for orders, tips left out. */
  readonly amount: Minor;
  readonly tips: Minor;
}

/** What was taken and given back with one method of payment, with tax, tips and gift cards. */
export interface Drawer {
  readonly payments: number;
  readonly taken: Minor;
  readonly given_back: Minor;
}

/** Payments of the orders opened in a period, by method, the largest first. */
export async function readPaymentsTaken(
  reader: Reader,
  { period, locations }: Where,
): Promise<PaymentsTaken[]> {
  const rows = await reader.selectFrom("order_payments")
    .innerJoin("orders", "orders.id", "order_payments.order_id")
    .select("order_payments.method")
    .select(({ fn }) => [
      fn.countAll<number>().as("payments"),
      fn.sum<number>("order_payments.amount").as("amount"),
      fn.sum<number>("order_payments.tip").as("tips"),
    ])
    .where("orders.location_id", "in", locations.map(({ id }) => id))
    .where(openedOn(period))
    .where("orders.status", "!=", "cancelled")
    .groupBy("order_payments.method")
    .execute();
  return rows.toSorted((a, b) => b.amount - a.amount || (a.method < b.method ? -1 : 1));
}

/** What went back to guests with one method: items, charges, tax and tips. */
export interface MoneyReturned {
  readonly method: string;
  readonly amount: Minor;
}

/** Money given back by method, with its tax and tips. */
export async function readMoneyReturned(
  reader: Reader,
  { period, locations }: Where,
): Promise<MoneyReturned[]> {
  const ids = locations.map(({ id }) => id);
  const wholes = await reader.selectFrom("refunds").select("payment_method")
    .select(({ fn }) => [
      fn.sum<number>("service_charges").as("service_charges"),
      fn.sum<number>("gratuity").as("gratuity"),
      fn.sum<number>("tips").as("tips"),
    ])
    .where("location_id", "in", ids)
    .where("business_date", ">=", period.date).where("business_date", "<=", period.end_date)
    .groupBy("payment_method").execute();
  const lines = await reader.selectFrom("refund_lines")
    .innerJoin("refunds", "refunds.id", "refund_lines.refund_id")
    .select("refunds.payment_method")
    .select(({ fn }) => [
      fn.sum<number>("refund_lines.amount").as("amount"),
      fn.sum<number>("refund_lines.tax").as("tax"),
    ])
    .where("refunds.location_id", "in", ids)
    .where("refunds.business_date", ">=", period.date)
    .where("refunds.business_date", "<=", period.end_date)
    .groupBy("refunds.payment_method").execute();
  const items = new Map(
    lines.map(({ payment_method, amount, tax }) => [payment_method, amount + tax]),
  );
  return wholes.map(({ payment_method, service_charges, gratuity, tips }) => ({
    method: payment_method,
    amount: (items.get(payment_method) ?? 0) + service_charges + gratuity + tips,
  })).toSorted((a, b) => b.amount - a.amount || (a.method < b.method ? -1 : 1));
}
