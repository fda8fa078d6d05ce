import { counted } from "../../values/counted.ts";
import { formatDecimal, minorDigits } from "../../values/money.ts";
import { availabilityText } from "./availability.ts";
import type { MenuAnswer } from "./menu_answer.ts";
import { menuTaxText } from "./menu_taxes.ts";

type MenuItemAnswer = MenuAnswer["items"][number];

const NO_PRICE = "no price";

/** The menu in words: an item a line, with its id. */
export function menuText(answer: MenuAnswer): string {
  const { matching, items, taxes = [], categories, next_cursor } = answer;
  return [
    `${counted(matching, "item")} match${matching === 1 ? "es" : ""}${
      items.length < matching ? `, ${items.length} shown` : ""
    }.`,
    ...taxes.map(menuTaxText),
    ...(categories === undefined ? [] : [`Categories: ${categories.join(", ")}.`]),
    ...items.map(itemText),
    ...(next_cursor === undefined ? [] : [`More with cursor ${next_cursor}.`]),
  ].join("\n");
}

function itemText(item: MenuItemAnswer): string {
  const { currency, not_in_stock = [], omitted_locations, modifier_groups = [] } = item;
  return [
    `${item.name} (${item.item_id})`,
    item.category,
    pricesText(item),
    ...not_in_stock.map(({ location, availability, remaining, since, by }) =>
      `${location}: ${availabilityText({ state: availability, remaining })}` +
      (since === undefined ? "" : ` since ${since} by ${by}`)
    ),
    ...(omitted_locations === undefined
      ? []
      : [`and at ${counted(omitted_locations, "more location")}`]),
    ...modifier_groups.map(({ name, choose, modifiers }) =>
      `${name} (choose ${choose}): ` +
      modifiers.map(({ id, name, price }) => `${name} (${id}) +${amountText(price, currency)}`)
        .join(", ")
    ),
    ...(item.description === undefined ? [] : [item.description]),
  ].join(" | ");
}

function pricesText(
  { price, currency, variations, omitted_variations: omitted }: MenuItemAnswer,
): string {
  if (variations === undefined) {
    return price === null ? NO_PRICE : `${amountText(price, currency)} ${currency}`;
  }
  const texts = variations.map(({ name, price }) =>
    `${name} ${price === null ? NO_PRICE : amountText(price, currency)}`
  );
  return texts.join(", ") +
    (omitted === undefined ? "" : ` and ${omitted} more`) + ` ${currency}`;
}

function amountText(amount: number, currency: string): string {
  return formatDecimal(amount, minorDigits(currency));
}
