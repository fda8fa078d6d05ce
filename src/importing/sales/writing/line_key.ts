import { createHash } from "node:crypto";
import { remembering } from "../../../values/remembering.ts";
import type { SalesRow } from "../rows/sales_row.ts";

/** What a key is made from. */
export type KeyedRow = Pick<
  SalesRow,
  "line_id" | "item" | "variation" | "modifiers" | "quantity" | "gross" | "discount" | "gift_card"
>;

const OWN_ID = "id:";

/**
 * Distinguishes a row from others of its order: its own id, else a fingerprint of what was sold.
 * The category is not part of it, because exports give the item's current one; nor is the order of
 * the modifiers; nor whether it was voided, because that may change between two exports.
 */
export function lineKey(row: KeyedRow): string {
  if (row.line_id !== "") return `${OWN_ID}${row.line_id}`;
  const { item, variation, modifiers, quantity, gross, discount, gift_card } = row;
  const facts = [item, variation, [...modifiers].sort(), quantity, gross, discount, gift_card];
  return fingerprint(JSON.stringify(facts));
}

/** More things at different prices than most restaurants sell in some years. */
const MOST_FACTS = 5000;

const fingerprint = remembering(
  MOST_FACTS,
  (facts) => `fp:${createHash("sha256").update(facts).digest("base64url").slice(0, 16)}`,
);

/** Whether equal keys mean the same row; equal fingerprints may be two identical drinks. */
export function isOwnId(key: string): boolean {
  return key.startsWith(OWN_ID);
}
