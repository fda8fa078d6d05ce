import type { OrderLine, OrderLineModifier } from "../restaurant/orders/model/order.ts";
import type { Minor } from "../values/money.ts";
import type { Pick } from "./basket.ts";
import type { Dish } from "./catalogue.ts";
import type { DemoModifier } from "./dishes.ts";

/** Under which terms a line is sold. */
export interface Terms {
  /** Years before today: prices rise every January. */
  readonly years_ago: number;
  /** Share of the net price; gift cards are not taxed. */
  readonly tax_rate: number;
  /** Taken off the price. */
  readonly percent: number;
  readonly voided: boolean;
}

/** The price rise each January. */
const INFLATION = 1.04;
/** Prices are multiples of a quarter. */
const PRICE_STEP = 25;

/** What a dish cost some years before today, without variation and modifiers. */
export function priceThen({ price }: Dish, yearsAgo: number): Minor {
  return Math.round(price / INFLATION ** yearsAgo / PRICE_STEP) * PRICE_STEP;
}

/** A pick as a line of the bill. */
export function billLine(pick: Pick, { years_ago, tax_rate, percent, voided }: Terms): OrderLine {
  const { dish, variation, modifiers, notes } = pick;
  const gross = pick.quantity * unitPrice(pick, years_ago);
  const gift_card = dish.course === "gift_card";
  const untaxed = voided || gift_card;
  const discount = untaxed ? 0 : Math.round(gross * percent / 100);
  const line = {
    menu_item_id: dish.id,
    name: dish.name,
    variation: variation?.name ?? "",
    category: dish.category,
    quantity: pick.quantity * 1000,
    gross,
    discount,
    tax: untaxed ? 0 : Math.round((gross - discount) * tax_rate),
    voided,
    gift_card,
  };
  if (notes === undefined && modifiers.length === 0) return line;
  return {
    ...line,
    ...(notes !== undefined && { notes }),
    ...(modifiers.length > 0 && { modifiers: modifiers.map(asOrdered) }),
  };
}

function asOrdered({ id, name, price }: DemoModifier): OrderLineModifier {
  return { modifier_id: id, name, price };
}

function unitPrice({ dish, variation, modifiers }: Pick, yearsAgo: number): Minor {
  const extras = modifiers.reduce((sum, { price }) => sum + price, variation?.extra ?? 0);
  return priceThen(dish, yearsAgo) + extras;
}
