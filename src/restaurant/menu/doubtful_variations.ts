import { unconfirmed } from "../../values/confirmation.ts";
import { formatMoney } from "../../values/money.ts";
import { similarNames } from "../../values/similar_names.ts";
import { assertPriceMeant } from "./doubtful_price.ts";
import type { WholeMenuItem } from "./menu_items.ts";
import type { Variation } from "./variations.ts";

/**
 * Checks that the variations of an item are meant as they are.
 *
 * @throws {RestaurantError} INVALID_INPUT asking about one that goes, one that looks like another,
 * the first one of an item that has a price, or a price far from the old one.
 */
export function assertVariationsMeant(item: WholeMenuItem, wanted: readonly Variation[]): void {
  const { variations: known, currency, name } = item;
  const gone = known.find(({ name }) => wanted.every((one) => one.name !== name));
  if (gone !== undefined) throw doubt(goneQuestion(item, gone, wanted.length));
  for (const one of wanted) {
    const old = known.find(({ name }) => name === one.name);
    if (old === undefined) assertNew(item, one);
    else assertPriceMeant({ name: `${name} ${one.name}`, currency }, old.price, one.price);
  }
}

function goneQuestion({ name, price, currency }: WholeMenuItem, gone: Variation, left: number) {
  const rest = left > 0
    ? ""
    : `, and be sold without variations ${
      price === null ? "once it has a price" : `at ${formatMoney(price, currency)}`
    }`;
  const cost = gone.price === null ? "" : ` (${formatMoney(gone.price, currency)})`;
  return `Shall ${name} no longer be sold as ${gone.name}${cost}${rest}?`;
}

function assertNew({ name, price, currency, variations }: WholeMenuItem, one: Variation): void {
  if (variations.length === 0 && price !== null) {
    const cost = one.price === null ? "no price" : formatMoney(one.price, currency);
    throw doubt(
      `${name} is sold without variations at ${formatMoney(price, currency)}; ` +
        `shall it be sold only as ${one.name} at ${cost}?`,
    );
  }
  const [like] = similarNames(one.name, variations.map(({ name }) => ({ id: name, name })));
  if (like === undefined) return;
  throw doubt(`${name} is sold as '${like.name}'; is '${one.name}' another variation?`);
}

function doubt(question: string) {
  return unconfirmed("updates.variation", question);
}
