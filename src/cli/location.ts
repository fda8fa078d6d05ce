import { openDatabase } from "./open_database.ts";
import { chooseLocations, type Location } from "../restaurant/locations/location.ts";
import {
  hoursText,
  type OpeningHours,
  readOpeningHours,
  setOpeningHours,
} from "../restaurant/locations/opening_hours.ts";
import { parseHours } from "../restaurant/locations/parse_hours.ts";
import {
  parseTaxRate,
  readTaxRate,
  type SalesTax,
  setTaxRate,
  usuallyIncludesTax,
} from "../restaurant/locations/tax_rate.ts";
import {
  parseReplyLimit,
  readReplyLimit,
  setReplyLimit,
} from "../restaurant/feedback/replies/reply_limit.ts";
import type { DatabaseAddress } from "../storage/address/database_address.ts";
import type { Reader, Writer } from "../storage/database.ts";
import { clockText } from "../values/business_day.ts";
import { RestaurantError } from "../values/errors.ts";
import { formatMoney } from "../values/money.ts";
import { printResult } from "./output.ts";

/** The options of `location`. */
export interface LocationCommand {
  readonly database: DatabaseAddress;
  readonly hours?: string | undefined;
  readonly taxRate?: string | undefined;
  /** Absent for what is set, else what is usual with the currency. */
  readonly pricesIncludeTax?: boolean | undefined;
  readonly replyRefundLimit?: string | undefined;
}

/**
 * Sets opening hours and tax rate of a location, if given, and prints the location. Without a name
 * it prints all of them.
 *
 * @throws {RestaurantError} INVALID_INPUT for values that cannot be read, NOT_FOUND for an unknown
 * location.
 */
export async function showLocation(
  wanted: string | undefined,
  { database, hours, taxRate, pricesIncludeTax, replyRefundLimit }: LocationCommand,
): Promise<void> {
  const newHours = hours === undefined ? undefined : parseHours(hours);
  const newRate = taxRate === undefined ? undefined : parseTaxRate(taxRate);
  await using opened = await openDatabase(database);
  const locations = await chooseLocations(opened.reader, wanted);
  await opened.write(async (writer) => {
    for (const { id, currency } of locations) {
      if (newHours !== undefined) await setOpeningHours(writer, id, newHours);
      await changeTax(writer, { id, currency }, { newRate, pricesIncludeTax });
      if (replyRefundLimit === undefined) continue;
      await setReplyLimit(writer, id, parseReplyLimit(replyRefundLimit, currency));
    }
  });
  for (const location of locations) printResult(await describe(opened.reader, location));
}

/** The tax to be set, as far as it was given. */
interface NewTax {
  readonly newRate: number | undefined;
  readonly pricesIncludeTax: boolean | undefined;
}

async function changeTax(
  writer: Writer,
  { id, currency }: Pick<Location, "id" | "currency">,
  { newRate, pricesIncludeTax }: NewTax,
): Promise<void> {
  if (newRate === undefined && pricesIncludeTax === undefined) return;
  const known = await readTaxRate(writer, id);
  const rate = newRate ?? known?.rate;
  if (rate === undefined) {
    throw new RestaurantError("INVALID_INPUT", `${id} has no tax rate yet.`, {
      hint: "Give it too: --tax-rate 19.",
    });
  }
  const isIncluded = pricesIncludeTax ?? known?.isIncluded ?? usuallyIncludesTax(currency);
  await setTaxRate(writer, id, rate, isIncluded);
}

function taxText(tax: SalesTax | undefined): string {
  if (tax === undefined) return "not set, none is added";
  return `${tax.rate / 10_000} %, ${
    tax.isIncluded ? "contained in" : "added to"
  } the menu's prices`;
}

async function describe(reader: Reader, location: Location): Promise<string> {
  const tax = await readTaxRate(reader, location.id);
  const most = await readReplyLimit(reader, location.id);
  return [
    `${location.id}: ${location.name}, ${location.time_zone}, ${location.currency}, ` +
    `business day starts ${clockText(location.business_day_start)}`,
    `  takes orders: ${describeHours(await readOpeningHours(reader, location.id))}`,
    `  sales tax: ${taxText(tax)}`,
    `  replies to feedback may promise: ${
      most === 0 ? "no money" : formatMoney(most, location.currency)
    }`,
  ].join("\n");
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function describeHours(hours: readonly OpeningHours[]): string {
  if (hours.length === 0) return "always";
  return WEEKDAYS.map((day, index) => `${day} ${hoursText(hours, index + 1)}`).join("; ");
}
