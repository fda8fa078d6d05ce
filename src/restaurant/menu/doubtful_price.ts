import type { Minor } from "../../values/money.ts";

/** A price so many times higher or lower is a slip: a lost or a doubled digit. */
const FAR = 3;

/** Whether a new price looks like a slip beside the old one; without an old one none does. */
export function isFar(old: Minor | null, price: Minor | null): boolean {
  if (price === null || old === null || old === 0) return false;
  return price * FAR <= old || price >= old * FAR;
}
