import { RestaurantError } from "../values/errors.ts";
import { formatDecimal } from "../values/money.ts";
import { type DateEvidence, dateEvidence } from "./cells/dates.ts";
import { decimalEvidence, type DecimalMark, parseDecimal } from "./cells/decimals.ts";
import { cellsOf, widthFault } from "./columns.ts";
import type { CsvRecord } from "./file/csv.ts";
import type { Encoding } from "./file/text.ts";
import type { Field } from "./formats/format.ts";
import type { Layout } from "./layout.ts";
import { visibleText } from "../values/text.ts";

/** Where something was seen first. */
export interface Sighting {
  readonly line: number;
  readonly text: string;
}

/** What the rows of one location say about it. */
export interface LocationSurvey {
  /** The name as the file writes it; empty for rows that name none. */
  readonly name: string;
  readonly line: number;
  /** Its time zones, as the file calls them. */
  readonly timeZones: Set<string>;
}

/** What reading a whole file once taught about it. */
export interface Survey {
  readonly encoding: Encoding;
  readonly layout: Layout;
  readonly dates: Map<DateEvidence, Sighting>;
  readonly decimalMarks: Map<Field, Set<DecimalMark>>;
  /** Currencies that stand beside amounts. */
  readonly currencies: Map<string, Sighting>;
  readonly locations: Map<string, LocationSurvey>;
  /** Whether any row tells the time of day. */
  timesSeen: boolean;
  rows: number;
  /** Rows that have a date. */
  datedRows: number;
}

const NUMBERS: readonly Field[] = [
  "quantity",
  "unit_price",
  "line_total",
  "discount",
  "net",
  "tax",
  "tip",
];
/** What shows nothing, or nothing new, and needs no closer look. */
const WHOLE_NUMBER = /^-?\d*$/;
const USUAL_NUMBER = /^-?\$?\d+(?:\.\d+)?$/;
/** Garbage is refused after so many rows, not at its end. */
const ENOUGH_ROWS = 10_000;
/** More than any chain has; a column with more names is no location. */
const MOST_LOCATIONS = 500;
/** One is right, several are named in an error; a column with more holds something else. */
const MOST_ZONES = 10;

/** A survey that has seen the header only. */
export function newSurvey(encoding: Encoding, layout: Layout): Survey {
  const numbers = NUMBERS.filter((field) => layout.positions.has(field));
  return {
    encoding,
    layout,
    dates: new Map(),
    decimalMarks: new Map(numbers.map((field) => [field, new Set()])),
    currencies: new Map(),
    locations: new Map(),
    timesSeen: false,
    rows: 0,
    datedRows: 0,
  };
}

/** Learns from a row. Rows that cannot be taken in anyway teach nothing. */
export function observe(survey: Survey, { line, fields }: CsvRecord): void {
  survey.rows += 1;
  if (survey.rows === ENOUGH_ROWS && survey.datedRows === 0) throw noDates(survey.rows);
  if (widthFault(survey.layout, fields) !== undefined) return;
  const cell = cellsOf(survey.layout, fields);
  const date = cell("date");
  const evidence = dateEvidence(date);
  if (evidence === undefined) return;
  survey.datedRows += 1;
  survey.timesSeen ||= showsTime(cell("time")) || (date.includes(":") && showsTime(date));
  if (!survey.dates.has(evidence)) survey.dates.set(evidence, { line, text: date });
  for (const [field, marks] of survey.decimalMarks) {
    observeNumber(survey, line, cell(field), marks);
  }
  const location = observeLocation(survey, line, visibleText(cell("location")));
  const label = cell("time_zone");
  if (label !== "" && location.timeZones.size < MOST_ZONES) location.timeZones.add(label);
}

/** Midnight is what spreadsheets and databases write where they know only the date. */
function showsTime(text: string): boolean {
  return text !== "" && !/(^|[\sT])(0{1,2}:00|12:00(:00)? ?AM)[:.0]*Z?$/i.test(text);
}

function observeNumber(
  { currencies }: Survey,
  line: number,
  text: string,
  marks: Set<DecimalMark>,
): void {
  if (WHOLE_NUMBER.test(text) || (marks.has(".") && USUAL_NUMBER.test(text))) return;
  const mark = decimalEvidence(text);
  if (mark !== undefined) marks.add(mark);
  const currency = parseDecimal(text)?.currency;
  if (currency !== undefined && !currencies.has(currency)) currencies.set(currency, { line, text });
}

function observeLocation({ locations }: Survey, line: number, name: string): LocationSurvey {
  const known = locations.get(name);
  if (known !== undefined) return known;
  if (locations.size > MOST_LOCATIONS) {
    throw new RestaurantError(
      "INVALID_INPUT",
      `The location column holds more than ${MOST_LOCATIONS} names; it seems to hold something else.`,
      { hint: "Map another column to location, or none, and use --location." },
    );
  }
  const location = { name, line, timeZones: new Set<string>() };
  locations.set(name, location);
  return location;
}

function noDates(rows: number): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `Not one of the first ${formatDecimal(rows, 0)} rows has a date.`,
    { hint: "Check that the file has rows like its header, or map another column to date." },
  );
}
