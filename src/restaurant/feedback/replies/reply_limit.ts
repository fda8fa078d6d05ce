import type { Reader, Writer } from "../../../storage/database.ts";
import { RestaurantError } from "../../../values/errors.ts";
import { fromMajor, type Minor } from "../../../values/money.ts";

/** The refund that a reply at a location may promise; nothing until set. */
export async function readReplyLimit(reader: Reader, locationId: string): Promise<Minor> {
  const row = await reader.selectFrom("reply_limits").select("most_refund")
    .where("location_id", "=", locationId).executeTakeFirst();
  return row?.most_refund ?? 0;
}

/** Sets what replies at a location may promise to give back. */
export async function setReplyLimit(
  writer: Writer,
  locationId: string,
  limit: Minor,
): Promise<void> {
  await writer.insertInto("reply_limits").values({ location_id: locationId, most_refund: limit })
    .onConflict((conflict) => conflict.column("location_id").doUpdateSet({ most_refund: limit }))
    .execute();
}

/**
 * Reads a limit as people write it, in decimal units of a currency.
 *
 * @throws {RestaurantError} INVALID_INPUT unless it is an amount of 0 or more.
 */
export function parseReplyLimit(text: string, currency: string): Minor {
  const amount = /^\d{1,9}(?:\.\d{1,3})?$/.test(text.trim())
    ? fromMajor(Number(text.trim()), currency)
    : undefined;
  if (amount !== undefined) return amount;
  throw new RestaurantError(
    "INVALID_INPUT",
    `'${text.slice(0, 40)}' is not an amount in ${currency}; write a number such as 20 or 12.50.`,
  );
}
