import type { OrderType } from "../../storage/schema/tables/orders.ts";

const TYPES: readonly (readonly [OrderType, RegExp])[] = [
  ["unknown", /^(unknown)?$/],
  ["dine_in", /^(for here|dine|eat in|in store|table|restaurant|sit)/],
  ["delivery", /deliver/],
  ["takeout", /^(to go|take|pick|collect|curbside|carry|drive)/],
];

/** The order type that a point of sale's dining option means. */
export function orderTypeOf(option: string): OrderType {
  if (option === "") return "unknown";
  const text = option.toLowerCase().replaceAll(/[\s_-]+/g, " ");
  return TYPES.find(([, pattern]) => pattern.test(text))?.[0] ?? "other";
}

/** A payment method by the names that figures are grouped by; any other keeps its own. */
export function paymentMethodOf(text: string): string {
  if (/gift/i.test(text)) return "gift_card";
  if (/cash/i.test(text)) return "cash";
  if (/card|credit|debit|visa|master|amex|american express/i.test(text)) return "card";
  return text;
}
