import type { OrderLine, Payment, ServiceCharge } from "../restaurant/orders/model/order.ts";
import type { Minor } from "../values/money.ts";
import type { Party } from "./basket.ts";
import type { DemoOrderType, Habits } from "./catalogue.ts";
import { type Choice, happens, oneOf, type Random, weighted } from "./random.ts";

/** Share of parties that pay in two parts. */
const SPLIT = 0.1;

const METHODS: Record<DemoOrderType, Choice<string>> = {
  dine_in: byWeight({ card: 80, cash: 16, gift_card: 4 }),
  takeout: byWeight({ card: 74, cash: 23, gift_card: 3 }),
  delivery: byWeight({ card: 97, gift_card: 3 }),
};

/** Share of those with a card who tip, and the percents that they choose from. */
const TIPS: Record<DemoOrderType, { readonly chance: number; readonly percents: number[] }> = {
  dine_in: { chance: 0.94, percents: [15, 18, 18, 20, 20, 20, 22, 25] },
  takeout: { chance: 0.35, percents: [5, 10, 10, 15] },
  delivery: { chance: 0.72, percents: [8, 10, 12, 15, 18] },
};

/** The service charges of a party: for the way to it, or for its size. */
export function serviceCharges(
  { order_type, guests }: Party,
  lines: readonly OrderLine[],
  { delivery_fee, large_party }: Habits,
): ServiceCharge[] {
  if (order_type === "delivery") return [{ ...delivery_fee, is_gratuity: false }];
  if (order_type !== "dine_in" || guests < large_party.guests) return [];
  const amount = Math.round(netOf(lines) * large_party.percent / 100);
  return [{ name: large_party.name, amount, is_gratuity: true }];
}

/** How a party pays for its lines and charges; nothing if nothing is due. */
export function payments(
  party: Party,
  lines: readonly OrderLine[],
  charges: readonly ServiceCharge[],
  random: Random,
): Payment[] {
  const due = amountDue(lines, charges);
  if (due === 0) return [];
  const method = METHODS[party.order_type](random) ?? "card";
  const tip = charges.some(({ is_gratuity }) => is_gratuity) || method === "cash"
    ? 0
    : tipOf(party, lines, random);
  const split = party.order_type === "dine_in" && party.guests > 1 && happens(random, SPLIT);
  if (!split) return [{ method, amount: due, tip }];
  const half = Math.floor(due / 2);
  const other = METHODS[party.order_type](random) ?? "card";
  return [{ method, amount: due - half, tip }, { method: other, amount: half, tip: 0 }];
}

function byWeight(weights: Readonly<Record<string, number>>): Choice<string> {
  return weighted(Object.keys(weights), (name) => weights[name] ?? 0);
}

function tipOf({ order_type }: Party, lines: readonly OrderLine[], random: Random): Minor {
  const { chance, percents } = TIPS[order_type];
  const percent = happens(random, chance) ? oneOf(random, percents) ?? 0 : 0;
  return Math.round(netOf(lines) * percent / 100);
}

/** What the lines cost after discounts, without tax, voids and gift cards. */
function netOf(lines: readonly OrderLine[]): Minor {
  return lines.reduce(
    (sum, { voided, gift_card, gross, discount }) =>
      voided || gift_card ? sum : sum + gross - discount,
    0,
  );
}

function amountDue(lines: readonly OrderLine[], charges: readonly ServiceCharge[]): Minor {
  const due = lines.reduce(
    (sum, { voided, gross, discount, tax }) => voided ? sum : sum + gross - discount + tax,
    0,
  );
  return charges.reduce((sum, { amount }) => sum + amount, due);
}
