import { usuallyIncludesTax } from "../restaurant/locations/tax_rate.ts";
import type { TaxRules } from "./kind/taking.ts";
import type { Layout } from "./layout.ts";
import type { ImportOptions } from "./options.ts";
import { ImportQuestion } from "./kind/question.ts";

/** How tax is taken out of prices, and on what that rests. */
interface DecidedTax {
  readonly rules: TaxRules;
  readonly note?: string;
}

/**
 * Whether the prices of a file include tax: the user says it, else the format, else the custom of
 * the countries with that currency, if a column of tax allows taking it out.
 *
 * @throws {ImportQuestion} if prices include tax and the amount is unknown.
 */
export function taxRules(
  { format, positions }: Layout,
  currency: string | null,
  { pricesIncludeTax, taxRate }: ImportOptions,
): DecidedTax {
  const known = positions.has("tax") || positions.has("order_tax") || taxRate !== undefined;
  const rate = taxRate ?? null;
  if (pricesIncludeTax !== undefined) {
    if (pricesIncludeTax && !known) throw unknownTax();
    return { rules: { isIncluded: pricesIncludeTax, rate } };
  }
  const ofFormat = "pricesIncludeTax" in format && format.pricesIncludeTax === true;
  if (ofFormat) return { rules: { isIncluded: true, rate } };
  const isUsual = format.name === "generic" && currency !== null && usuallyIncludesTax(currency);
  if (!isUsual) return { rules: { isIncluded: false, rate } };
  if (!known) return { rules: { isIncluded: false, rate }, note: notTakenOut(currency) };
  return {
    rules: { isIncluded: true, rate },
    note: `Prices in ${currency} mostly contain tax, so it was taken out of them; ` +
      "--no-prices-include-tax overrides this.",
  };
}

function notTakenOut(currency: string): string {
  return `Prices in ${currency} mostly contain tax; the file does not say how much, so sales are as ` +
    "the file has them. --prices-include-tax --tax-rate 19 takes 19 % out.";
}

function unknownTax(): ImportQuestion {
  return new ImportQuestion(
    "The prices contain tax, and the file has no column with its amount.",
    "Map the column of tax, tax=…, or say the rate in percent: --tax-rate 19.",
  );
}
