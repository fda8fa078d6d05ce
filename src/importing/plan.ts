import type { Location } from "../restaurant/locations/location.ts";
import { RestaurantError } from "../values/errors.ts";
import type { DateOrder } from "./cells/dates.ts";
import { decimalMarkOf } from "./cells/decimals.ts";
import { storableText } from "./cells/private_text.ts";
import { zoneOfLabel } from "./cells/time_zone_labels.ts";
import { catalogCurrency } from "./currency.ts";
import type { Plan } from "./kind/taking.ts";
import type { Place, Places } from "./kind/places.ts";
import type { Layout } from "./layout.ts";
import type { ImportOptions } from "./options.ts";
import { decidePlaces } from "./places.ts";
import type { Sighting, Survey } from "./survey.ts";

/** The code that ISO 4217 has for what is no money. */
const NO_CURRENCY = "XXX";

/**
 * Decides how a surveyed file is read.
 *
 * @throws {RestaurantError} if the file leaves something open that has to be said.
 */
export function planImport(
  survey: Survey,
  stored: readonly Location[],
  options: ImportOptions,
): Plan {
  const { layout: { kind }, timesSeen, decimalMarks } = survey;
  const places = kind.located ? decidePlaces(survey, stored, options) : new Map<string, Place>();
  const currency = kind.money ? currencyOf(places, stored, options) : null;
  return {
    dateOrder: decideDateOrder(survey, options.dateOrder),
    timesKnown: timesSeen,
    rules: {
      currency: currency ?? NO_CURRENCY,
      decimalMarks: new Map(
        [...decimalMarks].map(([field, marks]) => [field, decimalMarkOf(marks)]),
      ),
    },
    places,
    currency,
    notes: kind.dates.length === 0 ? [] : notesOn(survey, places, options),
  };
}

function currencyOf(places: Places, stored: readonly Location[], options: ImportOptions): string {
  const [place] = places.values();
  return place?.currency ?? catalogCurrency(stored, options);
}

/**
 * The order of a file's dates, from all of them together.
 *
 * @throws {RestaurantError} INVALID_INPUT where they contradict each other or leave it open.
 */
export function decideDateOrder(
  { dates, layout }: Pick<Survey, "dates" | "layout">,
  wanted: DateOrder | undefined,
): DateOrder {
  if (wanted !== undefined) return wanted;
  const [dayFirst, monthFirst] = [dates.get("dmy"), dates.get("mdy")];
  if (dayFirst !== undefined && monthFirst !== undefined) throw mixed(dayFirst, monthFirst);
  if (dayFirst !== undefined) return "dmy";
  if (monthFirst !== undefined) return "mdy";
  const open = dates.get("either");
  if (open === undefined) return "ymd";
  const usual = layout.format.usualDateOrder;
  if (usual === undefined) throw undecided(open);
  return usual;
}

function mixed(dayFirst: Sighting, monthFirst: Sighting): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `Line ${dayFirst.line} has a date with the day first (${shown(dayFirst)}), line ` +
      `${monthFirst.line} one with the month first (${shown(monthFirst)}).`,
    { hint: "Say which is right, --date-format dmy or mdy; rows that do not fit are left out." },
  );
}

function undecided(open: Sighting): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `No date in the file says whether the day or the month comes first (line ${open.line}: ` +
      `${shown(open)}).`,
    { hint: "Say it: --date-format dmy for day first, --date-format mdy for month first." },
  );
}

function shown({ text }: Sighting): string {
  return text.slice(0, 10);
}

function notesOn(survey: Survey, places: Places, options: ImportOptions): string[] {
  const { dates, layout } = survey;
  const assumed = options.dateOrder === undefined && dates.has("either") && !dates.has("dmy") &&
    !dates.has("mdy");
  const notes = [
    assumed && "No date in the file says so, but this export writes the month first; " +
      "--date-format dmy says otherwise.",
    !survey.timesSeen && layout.kind.name === "sales" &&
    "The file has no time of day: every sale is put at 12:00, so figures by hour mean nothing.",
    layout.positions.has("link") && !layout.positions.has("order_id") &&
    "The file has no column of transaction ids; they were " +
      `taken from the links in ${columnName(layout, "link")}.`,
    ...[...survey.locations.values()].flatMap((location) =>
      [...location.timeZones].map((label) => zoneNote(label, places.get(location.name)))
    ),
  ];
  return [...new Set(notes.filter((note) => note !== false && note !== undefined))];
}

function zoneNote(label: string, place: Place | undefined): string | undefined {
  const zone = zoneOfLabel(label);
  if (place === undefined || zone === place.time_zone) return undefined;
  return zone === undefined
    ? `'${storableText(label)}' is no known time zone; its times were taken as ${place.time_zone}.`
    : `Times in '${label}' were converted to ${place.time_zone} for ${place.id}.`;
}

function columnName({ header, positions }: Layout, field: string): string {
  return header[positions.get(field)?.[0] ?? -1] ?? "";
}
