import { unconfirmed } from "../../values/confirmation.ts";
import { formatMoney, type Minor } from "../../values/money.ts";

/** A price so many times higher or lower is a slip: a lost or a doubled digit. */
const FAR = 3;

/** What has a price. */
interface Priced {
  readonly name: string;
  readonly currency: string;
}

/**
 * Checks that a new price does not look like a slip beside the old one; without an old one none does.
 *
 * @throws {RestaurantError} INVALID_INPUT asking about a price far from the old one.
 */
export function assertPriceMeant(
  { name, currency }: Priced,
  old: Minor | null,
  price: Minor | null,
): void {
  if (price === null || old === null || !isFar(old, price)) return;
  const [from, to] = [formatMoney(old, currency), formatMoney(price, currency)];
  throw unconfirmed("updates.price", `${name} costs ${from}; is ${to} right?`);
}

function isFar(old: Minor, price: Minor): boolean {
  return old !== 0 && (price * FAR <= old || price >= old * FAR);
}
