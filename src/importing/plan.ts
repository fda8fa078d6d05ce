import type { Location } from "../restaurant/locations/location.ts";
import type { SalesTax } from "../restaurant/locations/tax_rate.ts";
import type { DateOrder } from "./cells/dates.ts";
import { storableText } from "./cells/private_text.ts";
import { zoneOfLabel } from "./cells/time_zone_labels.ts";
import { catalogCurrency } from "./currency.ts";
import { decideDates } from "./date_order.ts";
import { decideMarks } from "./decimal_marks.ts";
import { mappingOf } from "./kind/map_flag.ts";
import type { Place, Places } from "./kind/places.ts";
import type { Plan, TaxRules } from "./kind/taking.ts";
import type { Layout } from "./layout.ts";
import type { ImportOptions } from "./options.ts";
import { menuTaxNotes } from "./menu_tax.ts";
import { decidePlaces } from "./places.ts";
import { ImportQuestion } from "./kind/question.ts";
import type { DateRange } from "./date_survey.ts";
import type { Survey } from "./survey.ts";
import { taxRules } from "./tax_rules.ts";
import { askAboutUnused } from "./unused_columns.ts";

/** The code that ISO 4217 has for what is no money. */
const NO_CURRENCY = "XXX";

/** What is stored that a file is read by. */
export interface Stored {
  readonly locations: readonly Location[];
  /** By location. */
  readonly taxes: ReadonlyMap<string, SalesTax>;
}

/**
 * Decides how a surveyed file is read.
 *
 * @param at UTC instant of the import.
 * @throws {RestaurantError} if the file leaves something open that has to be said.
 */
export function planImport(
  survey: Survey,
  stored: Stored,
  options: ImportOptions,
  at: string,
): Plan {
  const { layout, timesSeen } = survey;
  const { kind } = layout;
  askAboutUnused(layout, survey.mattering, options);
  refuseDestroyedIds(survey, options);
  const today = Number(at.slice(0, 10).replaceAll("-", ""));
  const dates = decideDates(survey, options, today);
  const range = rangeIn(survey.dates.ranges, dates.order);
  refuseWithoutDates(survey);
  const places = kind.located
    ? decidePlaces(survey, stored.locations, options)
    : new Map<string, Place>();
  const currency = kind.money ? currencyOf(places, stored.locations, options) : null;
  const tax = decideTax(layout, places, currency, stored, options);
  const decimalMarks = decideMarks(survey, currency, options);
  const { acceptQuarantine = false, pricesIncludeTax } = options;
  const assumesTaxInPrices = tax.rules.isIncluded && pricesIncludeTax === undefined;
  const said = survey.checks.flatMap((check) =>
    check.conclude({ decimalMarks, currency, acceptQuarantine, assumesTaxInPrices })
  );
  return {
    dateOrder: dates.order,
    dateRange: range ?? null,
    timesKnown: timesSeen,
    rules: {
      currency: currency ?? NO_CURRENCY,
      decimalMarks,
    },
    places,
    currency,
    tax: tax.rules,
    rowIds: !(options.ignoreRowIds ?? false),
    notes: [
      ...new Set([
        dates.note,
        ...rangeNotes(range, today),
        ...said,
        ...tax.notes,
        ...notesOn(survey, places),
      ]
        .filter((note) => note !== undefined)),
    ],
  };
}

/** Sales are without tax; the prices of a menu stay as they are. */
function decideTax(
  layout: Layout,
  places: Places,
  currency: string | null,
  { locations, taxes }: Stored,
  options: ImportOptions,
): { readonly rules: TaxRules; readonly notes: readonly (string | undefined)[] } {
  if (layout.kind.name !== "sales") {
    const isMenu = layout.kind.name === "menu" && currency !== null;
    return {
      rules: { isIncluded: false, rate: null },
      notes: isMenu ? menuTaxNotes(locations, taxes, currency) : [],
    };
  }
  const ofFile = new Map([...places.values()].map(({ id }) => [id, taxes.get(id)]));
  const { rules, note } = taxRules(layout, currency, options, ofFile);
  return { rules, notes: [note] };
}

function refuseDestroyedIds({ destroyedId }: Survey, { ignoreRowIds }: ImportOptions): void {
  if (destroyedId === undefined || ignoreRowIds) return;
  throw new ImportQuestion(
    `Line ${destroyedId.line} has the id ${destroyedId.text}: the file was saved by a spreadsheet, ` +
      "which rounds long ids, so that rows cannot be told apart by them.",
    "Export it again and import it without opening it, or import it with --ignore-row-ids.",
  );
}

/** Before its location is looked for: rows without a date name none. */
function refuseWithoutDates({ layout: { kind }, dates: { undated, ranges } }: Survey): void {
  if (kind.dates.length === 0 || ranges.size > 0 || undated === undefined) return;
  throw new ImportQuestion(
    `No row has a date that can be read (line ${undated.line}: '${
      storableText(undated.text, 30)
    }').`,
    "Map the column with the date, --map date=…, or write dates as 2026-09-14.",
  );
}

/**
 * The dates of a file as they are read. Where no date shows the order, some may be the same in each:
 * 5/5/2026.
 */
function rangeIn(
  ranges: ReadonlyMap<DateOrder, DateRange>,
  order: DateOrder,
): DateRange | undefined {
  const read = order === "ymd" ? [ranges.get("ymd"), ranges.get("dmy")] : [ranges.get(order)];
  const found = read.filter((range) => range !== undefined);
  if (found.length === 0) return undefined;
  return {
    first: Math.min(...found.map(({ first }) => first)),
    last: Math.max(...found.map(({ last }) => last)),
  };
}

/** Dates further apart than this are hardly of one export. */
const YEARS_APART = 10;

/** What is odd about the first and the last date, which are numbers: 20261127. */
function rangeNotes(range: DateRange | undefined, today: number): string[] {
  if (range === undefined) return [];
  const [first, last] = [dateText(range.first), dateText(range.last)];
  return [
    ...(last > dateText(today, 2) ? [`The dates reach into the future, to ${last}.`] : []),
    ...(range.last - range.first > YEARS_APART * 10_000
      ? [`The dates reach from ${first} to ${last}, more than ${YEARS_APART} years.`]
      : []),
  ];
}

function dateText(date: number, later = 0): string {
  return Temporal.PlainDate.from(String(date)).add({ days: later }).toString();
}

function currencyOf(places: Places, stored: readonly Location[], options: ImportOptions): string {
  const [place] = places.values();
  return place?.currency ?? catalogCurrency(stored, options);
}

function notesOn(survey: Survey, places: Places): (string | undefined)[] {
  const { layout, timesSeen, foreign, undecodable, decoding, locations } = survey;
  return [
    layout.kind.name === "sales" && !timesSeen
      ? "The file has no time of day: every sale is put at 12:00, so figures by hour mean nothing."
      : undefined,
    decoding.isGuess && decoding.encoding !== "utf-8" && foreign !== undefined
      ? `The file is not UTF-8; it was read as ${decoding.encoding} ('${
        storableText(foreign.text, 40)
      }'). --encoding overrides this.`
      : undefined,
    undecodable === undefined
      ? undefined
      : `Line ${undecodable.line} has bytes that are no ${decoding.encoding} ` +
        `('${storableText(undecodable.text)}'); --encoding decides.`,
    layout.positions.has("link") && !layout.positions.has("order_id")
      ? "The file has no column of transaction ids; they were taken from the links in " +
        `${mappingOf(layout).get("link")}.`
      : undefined,
    ...[...locations.values()].flatMap((location) =>
      [...location.timeZones].map((label) => zoneNote(label, places.get(location.name)))
    ),
  ];
}

function zoneNote(label: string, place: Place | undefined): string | undefined {
  const zone = zoneOfLabel(label);
  if (place === undefined || zone === place.time_zone) return undefined;
  return zone === undefined
    ? `'${
      storableText(label)
    }' is not a known time zone; its times were taken as ${place.time_zone}.`
    : `Times in '${label}' were converted to ${place.time_zone} for ${place.id}.`;
}
