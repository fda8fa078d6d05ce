import { createHash } from "node:crypto";
import { RestaurantError } from "../values/errors.ts";
import { formatDecimal } from "../values/money.ts";
import { visibleText } from "../values/text.ts";
import { currencyCode } from "./cells/currency_signs.ts";
import { isDestroyedId, isLongId, maybeRoundedId } from "./cells/destroyed_ids.ts";
import {
  decimalEvidence,
  type DecimalMark,
  openSeparator,
  parseDecimal,
} from "./cells/decimals.ts";
import { showsTime, showsTimeBehind } from "./cells/shown_times.ts";
import { zoneAbbreviation } from "./cells/times.ts";
import type { CsvRecord } from "./file/csv.ts";
import type { DecodingRules } from "./file/text.ts";
import { carrier } from "./kind/carry.ts";
import type { Check } from "./kind/check.ts";
import { cellsOf, isBlank, widthFault } from "./kind/columns.ts";
import { type DateSurvey, dateSurveyor } from "./date_survey.ts";
import type { Layout } from "./layout.ts";
import { ImportQuestion } from "./kind/question.ts";
import { CHECKS } from "./checks/checks.ts";
import { currencyOfNames } from "./checks/other_currency.ts";
import type { Sighting } from "./sighting.ts";
import { doubtfulCells } from "./unused_columns.ts";

/** What the rows of one location show about it. */
export interface LocationSurvey {
  /** The name as the file writes it; empty for rows that name none. */
  readonly name: string;
  readonly line: number;
  /** Its time zones, as named by the file. */
  readonly timeZones: Set<string>;
}

/** What the numbers of a field show. */
export interface NumberSurvey {
  /** Decimal marks that are in use for sure. */
  readonly marks: Set<DecimalMark>;
  /** Marks of numbers such as `1.234`, which may separate thousands as well. */
  readonly open: Map<DecimalMark, Sighting>;
}

/** What reading a whole file once has shown. */
export interface Survey {
  readonly decoding: DecodingRules;
  readonly layout: Layout;
  /** The number of records above the first row, including the header. */
  readonly above: number;
  /** The number of rows that are not empty. */
  readonly rows: number;
  readonly dates: DateSurvey;
  readonly numbers: ReadonlyMap<string, NumberSurvey>;
  /** Currencies next to amounts or in a column of their own. */
  readonly currencies: Map<string, Sighting>;
  readonly locations: Map<string, LocationSurvey>;
  /** Whether any row contains the time of day. */
  readonly timesSeen: boolean;
  /** Some cells of doubtful columns, from the first that matters on, by position. */
  readonly mattering: ReadonlyMap<number, readonly string[]>;
  /** Ids that a spreadsheet has made into rounded numbers. */
  readonly destroyedId: Sighting | undefined;
  /** The first text beyond ASCII of a file in an encoding that is a guess. */
  readonly foreign: Sighting | undefined;
  /** Whether the text has characters that could not be decoded. */
  readonly undecodable: Sighting | undefined;
  /** Identifies the text of a small file. */
  readonly digest: string;
  /** What was checked in all rows, to be concluded once it is known how they are read. */
  readonly checks: readonly Check[];
}

/** Takes in the rows of a file one by one, and gives what they teach. */
export interface Surveyor {
  observe(record: CsvRecord): void;
  survey(): Survey;
}

/** What shows nothing new and needs no closer look. */
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
export function surveyor(decoding: DecodingRules, layout: Layout, above: number): Surveyor {
  const { kind, positions } = layout;
  const present = (field: string) => positions.has(field);
  const carry = carrier(layout);
  const dateFields = kind.dates.filter(present);
  const timeFields = (kind.times ?? ["time"]).filter(present);
  const dates = dateSurveyor();
  const numbers = new Map(
    kind.numbers.filter(present).map((field) =>
      [field, { marks: new Set(), open: new Map() }] satisfies [string, NumberSurvey]
    ),
  );
  const currencies: Survey["currencies"] = new Map();
  const named = currencyOfNames(layout);
  if (named !== undefined) currencies.set(named, { line: above, text: named });
  const locations: Survey["locations"] = new Map();
  const numberFields = [...numbers];
  const doubtful = doubtfulCells(layout);
  const ids = ["order_id", "line_id"].filter(present);
  const checks = [...CHECKS, ...kind.checks ?? []].flatMap((begin) => begin(layout) ?? []);
  const hash = kind.whole ? createHash("sha256").update(JSON.stringify(layout.header)) : undefined;
  let [timesSeen, rows, datedRows] = [false, 0, 0];
  let destroyedId: Sighting | undefined;
  let roundedId: Sighting | undefined;
  let allRounded = true;
  let undecodable: Sighting | undefined;
  let foreign: Sighting | undefined;

  function observe(record: CsvRecord): void {
    hash?.update(JSON.stringify(record.fields));
    if (record.fault === undefined && isBlank(record.fields)) return;
    rows += 1;
    refuseEndless();
    if (record.fault !== undefined || widthFault(layout, record.fields) !== undefined) return;
    const { line, fields } = carry(record);
    if (decoding.isLenient) observeText(line, fields);
    const cell = cellsOf(layout, fields);
    let isDated = false;
    for (const field of dateFields) {
      if (!dates.observe(line, cell(field))) continue;
      isDated = true;
      timesSeen ||= showsTimeBehind(cell(field));
    }
    // Rows that cannot be taken in anyway teach nothing.
    if (kind.dates.length > 0 && !isDated) return;
    datedRows += 1;
    timesSeen ||= timeFields.some((field) => showsTime(cell(field)));
    for (const [field, seen] of numberFields) observeNumber(line, cell(field), seen);
    observeCurrency(line, cell("currency"));
    const row = { line, fields, cell };
    for (const check of checks) check.observe(row);
    doubtful.observe(
      fields,
      () => numbers.keys().some((number) => /^\s*[-(−]/.test(cell(number))),
    );
    for (const field of ids) observeId(line, cell(field));
    if (kind.located) {
      const zone = cell("time_zone") || zoneAbbreviation(cell("time") || cell(dateFields[0] ?? ""));
      observeLocation(line, visibleText(cell("location")), zone);
    }
  }

  function refuseEndless(): void {
    if (kind.dates.length > 0 && rows === ENOUGH_ROWS && datedRows === 0) throw noDates(rows);
    if (kind.whole && rows > MOST_WHOLE_ROWS) throw tooMany(kind.name);
  }

  function observeText(line: number, fields: readonly string[]): void {
    if (foreign === undefined) {
      const text = fields.find((field) => /\p{L}/u.test(field) && /\P{ASCII}/u.test(field));
      if (text !== undefined) foreign = { line, text };
    }
    if (undecodable !== undefined) return;
    const text = fields.find((field) => field.includes("\ufffd"));
    if (text !== undefined) undecodable = { line, text: text.slice(0, 40) };
  }

  function observeId(line: number, text: string): void {
    if (isDestroyedId(text)) destroyedId ??= { line, text };
    if (!isLongId(text)) return;
    if (!maybeRoundedId(text)) allRounded = false;
    else roundedId ??= { line, text };
  }

  function observeNumber(line: number, text: string, { marks, open }: NumberSurvey): void {
    if (WHOLE_NUMBER.test(text) || (marks.has(".") && USUAL_NUMBER.test(text))) return;
    const mark = decimalEvidence(text);
    const separator = mark ?? openSeparator(text);
    if (mark !== undefined) marks.add(mark);
    else if (separator !== undefined && !open.has(separator)) open.set(separator, { line, text });
    const currency = parseDecimal(text)?.currency;
    if (currency !== undefined && !currencies.has(currency)) {
      currencies.set(currency, { line, text });
    }
  }

  function observeCurrency(line: number, text: string): void {
    const code = currencyCode(text);
    if (code !== "" && !currencies.has(code)) currencies.set(code, { line, text });
  }

  function observeLocation(line: number, name: string, zone = ""): void {
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
      if (allRounded) destroyedId ??= roundedId;
      const { mattering } = doubtful;
      const seen = { dates: dates.seen, numbers, currencies, locations, timesSeen, mattering };
      return {
        decoding,
        layout,
        above,
        rows,
        ...seen,
        destroyedId,
        foreign,
        undecodable,
        digest,
        checks,
      };
    },
  };
}

/** The fault of a file without rows. */
export function noRows(problem: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `The file ${problem}.`, {
    hint: "Export a period that has sales, or fill in at least one row below the column names.",
  });
}

function tooManyLocations(): ImportQuestion {
  return new ImportQuestion(
    `The location column holds more than ${MOST_LOCATIONS} names; it seems to hold something else.`,
    "Map another column to location, or none, and use --location.",
  );
}

function noDates(rows: number): ImportQuestion {
  return new ImportQuestion(
    `Not one of the first ${formatDecimal(rows, 0)} rows has a date.`,
    "Check that the file has rows like its header, or map another column to date.",
  );
}

function tooMany(kind: string): ImportQuestion {
  return new ImportQuestion(
    `The file has more than ${
      formatDecimal(MOST_WHOLE_ROWS, 0)
    } rows; a file of kind ${kind} has ` +
      "one for each thing, not one for each sale.",
    "Check --kind; sales are --kind sales.",
  );
}
