import { z } from "zod";
import type { Location } from "../locations/location.ts";
import { readTaxRates, type SalesTax } from "../locations/tax_rate.ts";
import type { Reader } from "../../storage/database.ts";
import { counted } from "../../values/counted.ts";

/** Further locations are counted. */
const MOST_LOCATIONS = 4;

/** One sales tax, and whether the prices of a menu contain it. */
export const menuTax = z.strictObject({
  rate_percent: z.number(),
  in_prices: z.boolean().describe("False: it is added to the prices."),
  locations: z.array(z.string()),
  omitted_locations: z.int().optional(),
});

/** One of them. */
export type MenuTax = z.output<typeof menuTax>;

/** The taxes of some locations; those without a rate are left out. */
export async function readMenuTaxes(
  reader: Reader,
  locations: readonly Pick<Location, "id">[],
): Promise<MenuTax[]> {
  return menuTaxes(await readTaxRates(reader), locations);
}

/** The same of rates by location. */
export function menuTaxes(
  rates: ReadonlyMap<string, SalesTax>,
  locations: readonly Pick<Location, "id">[],
): MenuTax[] {
  const taxed = locations.flatMap(({ id }) => {
    const tax = rates.get(id);
    return tax === undefined ? [] : [{ id, ...tax }];
  });
  const alike = Map.groupBy(taxed, ({ rate, isIncluded }) => `${rate} ${isIncluded}`);
  return [...alike.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const omitted = some.length - MOST_LOCATIONS;
    return [{
      rate_percent: first.rate / 10_000,
      in_prices: first.isIncluded,
      locations: some.slice(0, MOST_LOCATIONS).map(({ id }) => id),
      ...(omitted > 0 && { omitted_locations: omitted }),
    }];
  });
}

/** A tax as a sentence: `Prices contain 19 % tax (berlin).` */
export function menuTaxText({ rate_percent, in_prices, ...where }: MenuTax): string {
  const { locations, omitted_locations: omitted } = where;
  const more = omitted === undefined ? [] : [counted(omitted, "more location")];
  const places = [...locations, ...more].join(", ");
  return in_prices
    ? `Prices contain ${rate_percent} % tax (${places}).`
    : `${rate_percent} % tax is added to the prices (${places}).`;
}
