import { RestaurantError } from "../../values/errors.ts";
import { formatDecimal } from "../../values/money.ts";
import { swallowsRows } from "./swallowed_rows.ts";

/** One record of a CSV file. */
export interface CsvRecord {
  /** The line of the file on which it begins, from 1; line breaks inside quotes count, too. */
  readonly line: number;
  readonly fields: readonly string[];
  /** Why the record cannot be read; its fields are then empty. */
  readonly fault?: string;
}

/** Takes a CSV text piece by piece and gives the records that are complete so far. */
export interface CsvParser {
  push(text: string): CsvRecord[];
  /** The records that the end of the text completes. */
  end(): CsvRecord[];
}

/** A record longer than this is no record; it bounds the memory that garbage can take. */
const LONGEST_RECORD = 256 * 1024;

const UNCLOSED = "a quotation mark is opened and never closed";
const SWALLOWS = "a quotation mark is opened here and closed in a later row";
const AFTER_QUOTE = "text follows a closing quotation mark";

/**
 * A parser for CSV as in RFC 4180, with lines that end in `\n`. The first lines decide between
 * comma, tab, semicolon and pipe, or a line that declares it: `sep=;`. Empty lines are left out.
 *
 * A broken quotation mark costs only its own line: reading resumes at the next line.
 */
export function csvParser(longest: number = LONGEST_RECORD): CsvParser {
  let rest = "";
  let line = 1;
  /** The number of cells of the row above. */
  let width = 0;
  let delimiter: string | undefined;

  const unfinished = (length: number): Scan | undefined =>
    length > longest ? { fault: UNCLOSED } : undefined;

  function take(final: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    if (delimiter === undefined && !final && rest.length <= longest && isTooShort(rest)) {
      return records;
    }
    let start = 0;
    const [said = "", separator] = delimiter === undefined ? SEPARATOR.exec(rest) ?? [] : [];
    if (separator !== undefined) {
      [start, line] = [said.length, 2];
    }
    delimiter ??= separator ?? sniffDelimiter(rest);
    let quote = rest.indexOf('"');
    while (start < rest.length) {
      const found = rest.indexOf("\n", start);
      const newline = found === -1 ? rest.length : found;
      if (found === -1 && rest.length - start > longest) throw tooLong(line, longest);
      if (found === -1 && !final) break;
      if (quote !== -1 && quote < start) quote = rest.indexOf('"', start);
      const scan = quote === -1 || quote > newline
        ? plainRecord(rest, start, newline, delimiter)
        : quotedRecord(rest, start, delimiter, final) ?? unfinished(rest.length - start);
      if (scan === undefined) break;
      const isMistake = scan.end !== undefined && scan.end > newline &&
        swallowsRows(scan.fields, width, delimiter);
      const record: Scan = isMistake ? { fault: SWALLOWS } : scan;
      if (record.end !== undefined && record.end > start) width = record.fields.length;
      const end = record.end ?? newline;
      if (end > start) records.push(recordAt(line, record));
      line += record.end === undefined ? 1 : lineBreaks(rest, start, end) + 1;
      start = end + 1;
    }
    rest = rest.slice(start);
    return records;
  }

  return {
    push(text) {
      rest += text;
      return take(false);
    },
    end: () => take(true),
  };
}

/** Fields and where they end; an error ends with its line. */
type Scan =
  | { readonly fields: string[]; readonly end: number }
  | { readonly fault: string; readonly end?: undefined };

function recordAt(line: number, scan: Scan): CsvRecord {
  return scan.end === undefined
    ? { line, fields: [], fault: scan.fault }
    : { line, fields: scan.fields };
}

function plainRecord(text: string, start: number, end: number, delimiter: string): Scan {
  return { fields: text.slice(start, end).split(delimiter), end };
}

/** A record with quotation marks; undefined if its end has not arrived yet. */
function quotedRecord(
  text: string,
  start: number,
  delimiter: string,
  final: boolean,
): Scan | undefined {
  const fields: string[] = [];
  for (let at = start;;) {
    const opening = firstNonSpace(text, at);
    const quoted = text[opening] === '"';
    const end = quoted ? closingQuote(text, opening + 1) : fieldEnd(text, at, delimiter);
    if (quoted && end === -1) return final ? { fault: UNCLOSED } : undefined;
    const after = quoted ? firstNonSpace(text, end + 1) : end;
    if (after >= text.length && !final) return undefined;
    fields.push(
      quoted ? text.slice(opening + 1, end).replaceAll('""', '"') : text.slice(at, end),
    );
    if (after >= text.length || text[after] === "\n") return { fields, end: after };
    if (text[after] !== delimiter) return { fault: AFTER_QUOTE };
    at = after + 1;
  }
}

function firstNonSpace(text: string, start: number): number {
  let at = start;
  while (text[at] === " ") at++;
  return at;
}

/** The position of the closing quotation mark; a doubled one stands for itself. */
function closingQuote(text: string, start: number): number {
  let at = text.indexOf('"', start);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function fieldEnd(text: string, start: number, delimiter: string): number {
  let at = start;
  while (at < text.length && text[at] !== delimiter && text[at] !== "\n") at++;
  return at;
}

function lineBreaks(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) {
    count++;
  }
  return count;
}

/** `sep=;`: how spreadsheets say what separates. */
const SEPARATOR = /^"?sep=(.)"?,*;*\n/i;
/** Lines examined for the delimiter; a title may precede the column names. */
const SNIFFED_LINES = 20;

function isTooShort(text: string): boolean {
  return text.length < 8192 && text.split("\n", SNIFFED_LINES + 1).length <= SNIFFED_LINES;
}

/**
 * The delimiter that the first line uses most, counted outside quotation marks; if it has none, the
 * one that some line below uses most.
 */
export function sniffDelimiter(text: string): string {
  const lines = text.split("\n", SNIFFED_LINES).map((line) => line.replaceAll(/"[^"]*"/g, ""));
  const most = (some: readonly string[]) => {
    const count = (delimiter: string) =>
      Math.max(0, ...some.map((line) => line.split(delimiter).length - 1));
    return DELIMITERS.map((delimiter) => ({ delimiter, count: count(delimiter) }))
      .reduce((best, next) => next.count > best.count ? next : best);
  };
  const first = most(lines.slice(0, 1));
  return first.count > 0 ? first.delimiter : most(lines).delimiter;
}

const DELIMITERS = [",", "\t", ";", "|"] as const;

function tooLong(line: number, longest: number): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `Line ${line} has no end within ${formatDecimal(longest, 0)} characters, so this is not a ` +
      "CSV file.",
    { hint: "Export the report again as CSV." },
  );
}
