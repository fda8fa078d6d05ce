import type { Order, Refund } from "../restaurant/orders/model/order.ts";
import { fromMilli, type Minor, toMajor } from "../values/money.ts";

/** An order with all its parts, money in decimal units. */
export function orderObject(order: Order, currency: string): object {
  const amount = (minor: Minor) => toMajor(minor, currency);
  const { opened, lines, payments, discounts, service_charges, ...facts } = order;
  return {
    type: "order",
    ...facts,
    opened_at: opened.at,
    business_date: opened.business_date,
    currency,
    lines: lines.map(({ source_key: _key, import_id: _import, ...line }) => ({
      ...line,
      quantity: fromMilli(line.quantity),
      gross: amount(line.gross),
      discount: amount(line.discount),
      tax: amount(line.tax),
      ...(line.modifiers !== undefined && {
        modifiers: line.modifiers.map((one) => ({ ...one, price: amount(one.price) })),
      }),
    })),
    payments: payments.map((one) => ({ ...one, amount: amount(one.amount), tip: amount(one.tip) })),
    discounts: discounts.map((one) => ({ ...one, amount: amount(one.amount) })),
    service_charges: service_charges.map((one) => ({ ...one, amount: amount(one.amount) })),
  };
}

/** A refund with all its parts, money in decimal units. */
export function refundObject(refund: Refund, currency: string): object {
  const amount = (minor: Minor) => toMajor(minor, currency);
  const { refunded, lines, service_charges, gratuity, tips, ...facts } = refund;
  return {
    type: "refund",
    ...facts,
    refunded_at: refunded.at,
    business_date: refunded.business_date,
    currency,
    service_charges: amount(service_charges),
    gratuity: amount(gratuity),
    tips: amount(tips),
    lines: lines.map(({ source_key: _key, import_id: _import, ...line }) => ({
      ...line,
      quantity: fromMilli(line.quantity),
      amount: amount(line.amount),
      tax: amount(line.tax),
    })),
  };
}
