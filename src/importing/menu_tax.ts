import { type SalesTax, usuallyIncludesTax } from "../restaurant/locations/tax_rate.ts";
import { menuTaxes, menuTaxText } from "../restaurant/menu/menu_taxes.ts";
import type { Location } from "../restaurant/locations/location.ts";

/** Whether the prices of an imported menu, which stay as they are, contain tax. */
export function menuTaxNotes(
  locations: readonly Location[],
  taxes: ReadonlyMap<string, SalesTax>,
  currency: string,
): string[] {
  const own = locations.filter((location) => location.currency === currency);
  const unset = own.filter(({ id }) => !taxes.has(id)).map(({ id }) => id);
  const notes = menuTaxes(taxes, own).map(menuTaxText);
  if (unset.length === 0 || !usuallyIncludesTax(currency)) return notes;
  return [
    ...notes,
    `Prices in ${currency} mostly contain tax, and no rate is set for ${unset.join(", ")}: ` +
    `\`restaurant-mcp location ${unset[0]} --tax-rate 19\` sets it for orders.`,
  ];
}
