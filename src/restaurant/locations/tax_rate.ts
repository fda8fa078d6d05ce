import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";

/** A share in millionths: 88,750 is 8.875 %. */
export type Millionths = number;

/** The sales tax of a location. */
export interface SalesTax {
  readonly rate: Millionths;
  /** Whether prices on the menu contain it; else it is added to them. */
  readonly isIncluded: boolean;
}

/** Currencies of countries where prices are shown without tax. */
const WITHOUT_TAX = ["USD", "CAD"];

/** Whether prices in a currency contain tax by the custom of its countries. */
export function usuallyIncludesTax(currency: string): boolean {
  return !WITHOUT_TAX.includes(currency);
}

/** The sales tax of a location; undefined if not set. */
export async function readTaxRate(
  reader: Reader,
  locationId: string,
): Promise<SalesTax | undefined> {
  const row = await reader.selectFrom("tax_rates").select(["rate", "is_included"])
    .where("location_id", "=", locationId).executeTakeFirst();
  return row && { rate: row.rate, isIncluded: row.is_included === 1 };
}

/** The sales tax of every location that has one, by location. */
export async function readTaxRates(reader: Reader): Promise<Map<string, SalesTax>> {
  // Under another name: the audit takes a location_id for one that the call is about.
  const rows = await reader.selectFrom("tax_rates")
    .select(["location_id as id", "rate", "is_included"]).execute();
  return new Map(
    rows.map(({ id, rate, is_included }) => [id, { rate, isIncluded: is_included === 1 }]),
  );
}

/** Sets the sales tax of a location for the orders to come. */
export async function setTaxRate(
  writer: Writer,
  locationId: string,
  rate: Millionths,
  isIncluded = false,
): Promise<void> {
  await noteCatalogChanged(writer);
  const tax = { rate, is_included: isIncluded ? 1 as const : 0 as const };
  await writer.insertInto("tax_rates").values({ location_id: locationId, ...tax })
    .onConflict((conflict) => conflict.column("location_id").doUpdateSet(tax))
    .execute();
}

/**
 * Reads a rate as people write it, in percent with up to four decimals: `8.875` is 88,750.
 *
 * @throws {RestaurantError} INVALID_INPUT unless it is from 0 to 100.
 */
export function parseTaxRate(percent: string): Millionths {
  const [, whole, decimals = ""] = /^(\d{1,3})(?:\.(\d{1,4}))?\s*%?$/.exec(percent.trim()) ?? [];
  const rate = Number(`${whole}${decimals.padEnd(4, "0")}`);
  if (whole !== undefined && rate <= 1_000_000) return rate;
  throw new RestaurantError(
    "INVALID_INPUT",
    `'${percent.slice(0, 40)}' is not a tax rate; write a percentage from 0 to 100, such as 8.875.`,
  );
}
