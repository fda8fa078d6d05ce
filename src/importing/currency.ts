import { knownLocation, type Location } from "../restaurant/locations/location.ts";
import { RestaurantError } from "../values/errors.ts";
import { ImportQuestion } from "./kind/question.ts";
import type { ImportOptions } from "./options.ts";

/**
 * The currency of a file whose rows belong to no location: that of `--location`, else `--currency`,
 * else that of all existing locations.
 *
 * @throws {RestaurantError} NOT_FOUND for an unknown location, CONFLICT if the two options
 * contradict each other, INVALID_INPUT if the locations have several currencies.
 */
export function catalogCurrency(
  stored: readonly Location[],
  { location, currency }: Pick<ImportOptions, "location" | "currency">,
): string {
  if (location !== undefined) {
    const known = knownLocation(stored, location);
    if (known === undefined) throw unknownLocation(stored, location);
    if (currency !== undefined && currency !== known.currency) throw contradiction(known, currency);
    return known.currency;
  }
  if (currency !== undefined) return currency;
  const [only, ...others] = new Set(stored.map((known) => known.currency));
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined) {
    throw new ImportQuestion(
      "There is no location yet, and the file does not say which currency its prices are in.",
      "Say it: --currency USD, or what they are in.",
    );
  }
  throw new ImportQuestion(
    `The locations sell in ${[only, ...others].join(", ")}; say which the file is in.`,
    `Use --currency ${only}, or --location.`,
  );
}

function unknownLocation(stored: readonly Location[], location: string): RestaurantError {
  return new RestaurantError("NOT_FOUND", `There is no location '${location}'.`, {
    hint: stored.length === 0
      ? "Leave --location out: what the file holds is the same for every location."
      : `Known locations: ${stored.map(({ id }) => id).join(", ")}.`,
  });
}

function contradiction({ id, currency }: Location, wanted: string): RestaurantError {
  return new RestaurantError("CONFLICT", `${id} has currency ${currency}, not ${wanted}.`, {
    hint: "Leave --currency out, or use another --location.",
  });
}
