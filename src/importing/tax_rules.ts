import { type SalesTax, usuallyIncludesTax } from "../restaurant/locations/tax_rate.ts";
import { ImportQuestion } from "./kind/question.ts";
import type { TaxRules } from "./kind/taking.ts";
import type { Layout } from "./layout.ts";
import type { ImportOptions } from "./options.ts";

/** How tax is taken out of prices, and on what that rests. */
interface DecidedTax {
  readonly rules: TaxRules;
  readonly note?: string;
}

/** The locations of a file by id, with the tax that is set for each; undefined for none. */
type FileTaxes = ReadonlyMap<string, SalesTax | undefined>;

/**
 * Whether the prices of a file include tax: the user says it, else the format, else what is set for
 * its locations, else the custom of the countries with that currency. How much it is says a column,
 * else the user's rate, else that of the locations.
 *
 * @throws {ImportQuestion} if prices include tax and the amount is unknown, or if only the prices of
 * some locations do.
 */
export function taxRules(
  { format, positions }: Layout,
  currency: string | null,
  { pricesIncludeTax, taxRate }: ImportOptions,
  taxes: FileTaxes,
): DecidedTax {
  const known = positions.has("tax") || positions.has("order_tax") || taxRate !== undefined;
  const rate = taxRate ?? null;
  const without = { rules: { isIncluded: false, rate } };
  const within = { rules: { isIncluded: true, rate } };
  const ofFormat = "pricesIncludeTax" in format && format.pricesIncludeTax === true;
  if (pricesIncludeTax ?? ofFormat) return known ? within : atRateOf(taxes);
  if (pricesIncludeTax === false || format.name !== "generic" || currency === null) return without;
  const isUsual = usuallyIncludesTax(currency);
  const isSet = taxes.values().some((tax) => tax !== undefined);
  if (!commonSetting(taxes, isUsual)) {
    return isUsual ? { ...without, note: setWithout(taxes) } : without;
  }
  if (known) return { ...within, note: taken(isSet ? setWithin(taxes) : usual(currency)) };
  return isSet ? atRateOf(taxes) : { ...without, note: notTakenOut(currency) };
}

/** Whether prices contain tax at all of the locations; one without a setting has the usual one. */
function commonSetting(taxes: FileTaxes, isUsual: boolean): boolean {
  const byLocation = Array.from(taxes, ([id, tax]) => [id, tax?.isIncluded ?? isUsual] as const);
  const [first = ["", isUsual], ...others] = byLocation;
  const other = others.find(([, isIncluded]) => isIncluded !== first[1]);
  if (other === undefined) return first[1];
  const [inPrices, added] = first[1] ? [first, other] : [other, first];
  throw new ImportQuestion(
    `Prices contain tax at ${inPrices[0]} and not at ${added[0]}; the file has sales of both.`,
    "Say how the file has them: --prices-include-tax, with --tax-rate 19 if it has no column of " +
      "tax, or --no-prices-include-tax.",
  );
}

/** Takes tax out at the rate that all locations have. */
function atRateOf(taxes: FileTaxes): DecidedTax {
  const rates = new Set(taxes.values().map((tax) => tax?.rate));
  const [rate] = rates;
  if (rate === undefined || rates.size > 1) throw unknownTax();
  const note = `${setWithin(taxes)}; the file has no amount, so ${rate / 10_000} % was taken out ` +
    "of them. --tax-rate or --no-prices-include-tax overrides this.";
  return { rules: { isIncluded: true, rate }, note };
}

function setWithin(taxes: FileTaxes): string {
  return `Prices at ${[...taxes.keys()].join(", ")} contain tax`;
}

function setWithout(taxes: FileTaxes): string {
  return `Prices at ${
    [...taxes.keys()].join(", ")
  } are set as without tax, so they were taken as ` +
    "they are; --prices-include-tax overrides this.";
}

function usual(currency: string): string {
  return `Prices in ${currency} mostly contain tax`;
}

function taken(why: string): string {
  return `${why}, so it was taken out of them; --no-prices-include-tax overrides this.`;
}

function notTakenOut(currency: string): string {
  return `${usual(currency)}; the file does not say how much, so sales are as ` +
    "the file has them. --prices-include-tax --tax-rate 19 takes 19 % out.";
}

function unknownTax(): ImportQuestion {
  return new ImportQuestion(
    "The prices contain tax, and the file has no column with its amount.",
    "Map the column of tax, tax=…, or say the rate in percent: --tax-rate 19.",
  );
}
