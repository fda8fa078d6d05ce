import { createHash } from "node:crypto";
import { RestaurantError } from "../values/errors.ts";
import { formatDecimal } from "../values/money.ts";
import { visibleText } from "../values/text.ts";
import { type DateEvidence, dateEvidence } from "./cells/dates.ts";
import { decimalEvidence, type DecimalMark, parseDecimal } from "./cells/decimals.ts";
import type { CsvRecord } from "./file/csv.ts";
import type { Encoding } from "./file/text.ts";
import { cellsOf, isBlank, widthFault } from "./kind/columns.ts";
import type { Layout } from "./layout.ts";

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
  /** Decimal marks that the numbers of each field show to be in use. */
  readonly decimalMarks: ReadonlyMap<string, Set<DecimalMark>>;
  /** Currencies that stand beside amounts. */
  readonly currencies: Map<string, Sighting>;
  readonly locations: Map<string, LocationSurvey>;
  /** Whether any row tells the time of day. */
  readonly timesSeen: boolean;
  /** Of a small file: what tells its text from every other one. */
  readonly digest: string;
}

/** Takes in the rows of a file one by one, and gives what they teach. */
export interface Surveyor {
  observe(record: CsvRecord): void;
  survey(): Survey;
}

/** What shows nothing, or nothing new, and needs no closer look. */
const WHOLE_NUMBER = /^-?\d*$/;
const USUAL_NUMBER = /^-?\$?\d+(?:\.\d+)?$/;
/** Garbage is refused after so many rows, not at its end. */
const ENOUGH_ROWS = 10_000;
/** More than any chain has; a column with more names is no location. */
const MOST_LOCATIONS = 500;
/** One is right, several are named in an error; a column with more holds something else. */
const MOST_ZONES = 10;
/** More things than any restaurant has; a longer file that has to be taken whole is of sales. */
const MOST_WHOLE_ROWS = 50_000;

/** A surveyor who has seen the header only. */
export function surveyor(encoding: Encoding, layout: Layout): Surveyor {
  const { kind, positions } = layout;
  const present = (field: string) => positions.has(field);
  const dateFields = kind.dates.filter(present);
  const dates: Survey["dates"] = new Map();
  const decimalMarks: Survey["decimalMarks"] = new Map(
    kind.numbers.filter(present).map((field) => [field, new Set()]),
  );
  const currencies: Survey["currencies"] = new Map();
  const locations: Survey["locations"] = new Map();
  const hash = kind.whole ? createHash("sha256").update(JSON.stringify(layout.header)) : undefined;
  let [timesSeen, rows, dated] = [false, 0, 0];

  function observe({ line, fields, fault }: CsvRecord): void {
    hash?.update(JSON.stringify(fields));
    if (fault === undefined && isBlank(fields)) return;
    rows += 1;
    refuseEndless();
    if (fault !== undefined || widthFault(layout, fields) !== undefined) return;
    const cell = cellsOf(layout, fields);
    const times = dateFields.filter((field) => observeDate(line, cell(field)));
    // Rows that cannot be taken in anyway teach nothing.
    if (kind.dates.length > 0 && times.length === 0) return;
    dated += 1;
    timesSeen ||= showsTime(cell("time")) ||
      times.some((field) => cell(field).includes(":") && showsTime(cell(field)));
    for (const [field, marks] of decimalMarks) observeNumber(line, cell(field), marks);
    if (kind.located) observeLocation(line, visibleText(cell("location")), cell("time_zone"));
  }

  function refuseEndless(): void {
    if (kind.dates.length > 0 && rows === ENOUGH_ROWS && dated === 0) throw noDates(rows);
    if (kind.whole && rows > MOST_WHOLE_ROWS) throw tooMany(kind.name);
  }

  function observeDate(line: number, text: string): boolean {
    const evidence = dateEvidence(text);
    if (evidence === undefined) return false;
    if (!dates.has(evidence)) dates.set(evidence, { line, text });
    return true;
  }

  function observeNumber(line: number, text: string, marks: Set<DecimalMark>): void {
    if (WHOLE_NUMBER.test(text) || (marks.has(".") && USUAL_NUMBER.test(text))) return;
    const mark = decimalEvidence(text);
    if (mark !== undefined) marks.add(mark);
    const currency = parseDecimal(text)?.currency;
    if (currency !== undefined && !currencies.has(currency)) {
      currencies.set(currency, { line, text });
    }
  }

  function observeLocation(line: number, name: string, zone: string): void {
    let location = locations.get(name);
    if (location === undefined) {
      if (locations.size > MOST_LOCATIONS) throw tooManyLocations();
      locations.set(name, location = { name, line, timeZones: new Set() });
    }
    if (zone !== "" && location.timeZones.size < MOST_ZONES) location.timeZones.add(zone);
  }

  return {
    observe,
    survey() {
      if (rows === 0) throw noRows("holds a header and no rows");
      const digest = hash?.digest("hex").slice(0, 16) ?? "";
      const seen = { dates, decimalMarks, currencies, locations, timesSeen };
      return { encoding, layout, ...seen, digest };
    },
  };
}

/** Midnight is what spreadsheets and databases write if they know only the date. */
function showsTime(text: string): boolean {
  return text !== "" && !/(^|[\sT])(0{1,2}:00|12:00(:00)? ?AM)[:.0]*Z?$/i.test(text);
}

/** The fault of a file without rows. */
export function noRows(problem: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `The file ${problem}.`, {
    hint: "Export a period that has sales, or fill in at least one row below the column names.",
  });
}

function tooManyLocations(): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `The location column holds more than ${MOST_LOCATIONS} names; it seems to hold something else.`,
    { hint: "Map another column to location, or none, and use --location." },
  );
}

function noDates(rows: number): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `Not one of the first ${formatDecimal(rows, 0)} rows has a date.`,
    { hint: "Check that the file has rows like its header, or map another column to date." },
  );
}

function tooMany(kind: string): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `The file has more than ${
      formatDecimal(MOST_WHOLE_ROWS, 0)
    } rows; a file of kind ${kind} has ` +
      "one for each thing, not one for each sale.",
    { hint: "Check --kind; sales are --kind sales." },
  );
}
