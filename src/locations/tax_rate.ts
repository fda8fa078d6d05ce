import type { Reader, Writer } from "../storage/database.ts";

/** A share in millionths: 88,750 is 8.875 %. */
export type Millionths = number;

/** The sales tax of a location; undefined where nobody has set it. */
export async function readTaxRate(
  reader: Reader,
  locationId: string,
): Promise<Millionths | undefined> {
  const row = await reader.selectFrom("tax_rates").select("rate")
    .where("location_id", "=", locationId).executeTakeFirst();
  return row?.rate;
}

/** Sets the sales tax of a location for the orders to come. */
export async function setTaxRate(
  writer: Writer,
  locationId: string,
  rate: Millionths,
): Promise<void> {
  await writer.insertInto("tax_rates").values({ location_id: locationId, rate })
    .onConflict((conflict) => conflict.column("location_id").doUpdateSet({ rate }))
    .execute();
}
