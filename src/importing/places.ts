import {
  knownLocation,
  type Location,
  locationId,
  type NewLocation,
} from "../restaurant/locations/location.ts";
import { clockText } from "../values/business_day.ts";
import { RestaurantError } from "../values/errors.ts";
import type { Place, Places } from "./kind/places.ts";
import { storableText } from "./cells/private_text.ts";
import { zoneOfLabel } from "./cells/time_zone_labels.ts";
import type { ImportOptions } from "./options.ts";
import { ImportQuestion } from "./kind/question.ts";
import type { LocationSurvey, Survey } from "./survey.ts";

const BUSINESS_DAY_START = 240;

/**
 * Decides the location of each row of a file. A file that names several locations is divided
 * between them; if it names one or none, `--location` takes everything.
 *
 * @throws {RestaurantError} INVALID_INPUT if something must be specified first, CONFLICT if an
 * option contradicts a stored location.
 */
export function decidePlaces(
  survey: Pick<Survey, "locations" | "currencies">,
  stored: readonly Location[],
  options: ImportOptions,
): Places {
  const seen = [...survey.locations.values()];
  const names = seen.map(({ name }) => name).filter((name) => name !== "");
  const wanted = (location: LocationSurvey): string => {
    const text = names.length <= 1 ? options.location ?? location.name : location.name;
    if (text !== "") return storableText(text);
    if (options.location === undefined) throw unnamed(location, names.length);
    return options.location;
  };
  const places = new Map<string, Place>();
  for (const [id, group] of Map.groupBy(seen, (location) => locationId(wanted(location)))) {
    const known = knownLocation(stored, id);
    if (known !== undefined) refuseContradiction(known, options);
    const place = known === undefined
      ? newPlace(id, group, [...survey.currencies.keys()], options)
      : { stored: true, ...known };
    for (const { name } of group) places.set(name, place);
  }
  refuseMixedCurrencies([...places.values()]);
  return places;
}

function newPlace(
  id: string,
  group: readonly LocationSurvey[],
  currencies: readonly string[],
  options: ImportOptions,
): Place {
  const name = storableText(group.map(({ name }) => name).find(Boolean) ?? options.location ?? id);
  if (id === "") {
    throw new RestaurantError(
      "INVALID_INPUT",
      `'${name}' cannot become a location id; it needs a letter or a digit.`,
    );
  }
  const labels = new Set(group.flatMap(({ timeZones }) => [...timeZones]));
  const timeZone = options.timeZone ?? onlyOne([...labels].map(zoneOfLabel));
  if (timeZone === undefined) throw noTimeZone(id, labels);
  return {
    stored: false,
    id,
    name,
    time_zone: timeZone,
    currency: newCurrency(id, currencies, options),
    business_day_start: options.businessDayStart ?? BUSINESS_DAY_START,
  };
}

function newCurrency(
  id: string,
  currencies: readonly string[],
  { currency }: ImportOptions,
): string {
  const found = currency ?? onlyOne(currencies);
  if (found !== undefined) return found;
  const reason = currencies.length === 0
    ? "the file names none"
    : `the file names several (${currencies.join(", ")})`;
  throw new ImportQuestion(
    `The new location ${id} needs a currency, and ${reason}.`,
    "Give it once, such as --currency USD.",
  );
}

function onlyOne<Value>(values: readonly Value[]): Value | undefined {
  const [one, ...others] = new Set(values);
  return others.length === 0 ? one : undefined;
}

function unnamed({ line }: LocationSurvey, names: number): ImportQuestion {
  return new ImportQuestion(
    names === 0
      ? "The file names no location."
      : `Line ${line} names no location, though others in the file do.`,
    "Say where such rows belong: --location downtown (created on first use).",
  );
}

function noTimeZone(id: string, labels: ReadonlySet<string>): ImportQuestion {
  const [label, ...others] = [...labels].map((text) => `'${storableText(text)}'`);
  const reason = label === undefined
    ? "the file names none"
    : others.length > 0
    ? `the file names several (${[label, ...others].slice(0, 5).join(", ")})`
    : `the file's ${label} is not known`;
  return new ImportQuestion(
    `The new location ${id} needs a time zone, and ${reason}.`,
    "Say it once: --timezone America/New_York.",
  );
}

function refuseContradiction(location: NewLocation, options: ImportOptions): void {
  const said = [
    ["--timezone", options.timeZone, location.time_zone],
    ["--currency", options.currency, location.currency],
    [
      "--business-day-start",
      options.businessDayStart === undefined ? undefined : clockText(options.businessDayStart),
      clockText(location.business_day_start),
    ],
  ] as const;
  for (const [flag, wanted, present] of said) {
    if (wanted === undefined || wanted === present) continue;
    throw new RestaurantError(
      "CONFLICT",
      `${location.id} has ${flag.slice(2).replaceAll("-", " ")} ${present}, not ${wanted}.`,
      { hint: `Leave ${flag} out, or use another --location.` },
    );
  }
}

function refuseMixedCurrencies(places: readonly NewLocation[]): void {
  const currencies = new Set(places.map(({ currency }) => currency));
  if (currencies.size <= 1) return;
  const list = places.map(({ id, currency }) => `${id} (${currency})`).join(", ");
  throw new RestaurantError(
    "CONFLICT",
    `The locations of the file sell in different currencies: ${list}.`,
    {
      hint: "Import each location from its own file; " +
        `\`restaurant-mcp export orders --location ${places[0]?.id}\` writes such ones.`,
    },
  );
}
