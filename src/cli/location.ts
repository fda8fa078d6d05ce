import { openDatabase } from "../app/open_database.ts";
import { chooseLocations, type Location } from "../restaurant/locations/location.ts";
import {
  hoursText,
  type OpeningHours,
  readOpeningHours,
  setOpeningHours,
} from "../restaurant/locations/opening_hours.ts";
import { parseHours } from "../restaurant/locations/parse_hours.ts";
import { parseTaxRate, readTaxRate, setTaxRate } from "../restaurant/locations/tax_rate.ts";
import {
  parseReplyLimit,
  readReplyLimit,
  setReplyLimit,
} from "../restaurant/feedback/replies/reply_limit.ts";
import type { DatabaseAddress } from "../storage/address/database_address.ts";
import type { Reader } from "../storage/database.ts";
import { clockText } from "../values/business_day.ts";
import { formatMoney } from "../values/money.ts";
import { printResult } from "./output.ts";

/** The options of `location`. */
export interface LocationCommand {
  readonly database: DatabaseAddress;
  readonly hours?: string | undefined;
  readonly taxRate?: string | undefined;
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
  { database, hours, taxRate, replyRefundLimit }: LocationCommand,
): Promise<void> {
  const newHours = hours === undefined ? undefined : parseHours(hours);
  const newRate = taxRate === undefined ? undefined : parseTaxRate(taxRate);
  await using opened = await openDatabase(database);
  const locations = await chooseLocations(opened.reader, wanted);
  await opened.write(async (writer) => {
    for (const { id, currency } of locations) {
      if (newHours !== undefined) await setOpeningHours(writer, id, newHours);
      if (newRate !== undefined) await setTaxRate(writer, id, newRate);
      if (replyRefundLimit === undefined) continue;
      await setReplyLimit(writer, id, parseReplyLimit(replyRefundLimit, currency));
    }
  });
  for (const location of locations) printResult(await describe(opened.reader, location));
}

async function describe(reader: Reader, location: Location): Promise<string> {
  const rate = await readTaxRate(reader, location.id);
  const most = await readReplyLimit(reader, location.id);
  return [
    `${location.id}: ${location.name}, ${location.time_zone}, ${location.currency}, ` +
    `business day starts ${clockText(location.business_day_start)}`,
    `  takes orders: ${describeHours(await readOpeningHours(reader, location.id))}`,
    `  sales tax: ${rate === undefined ? "not set, none is added" : `${rate / 10_000} %`}`,
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
