import { createHash } from "node:crypto";
import { RestaurantError } from "../../values/errors.ts";
import { isBlank } from "../columns.ts";
import type { CsvRecord } from "../file/csv.ts";
import type { ImportSource } from "../file/source.ts";
import { type BytesRead, type Encoding, NotUtf8, sniffEncoding } from "../file/text.ts";
import { headerOf, readRecords } from "../survey_file.ts";
import { formatDecimal } from "../../values/money.ts";

/** A whole file in memory: a menu or a storeroom is small. */
export interface Table {
  readonly encoding: Encoding;
  readonly header: readonly string[];
  readonly records: readonly CsvRecord[];
}

/** What tells the text of a file from every other one. */
export function digestOf({ header, records }: Table): string {
  const hash = createHash("sha256").update(JSON.stringify(header));
  for (const { fields } of records) hash.update(JSON.stringify(fields));
  return hash.digest("hex").slice(0, 16);
}

/** More rows than any restaurant has; a longer file holds something else. */
const MOST_ROWS = 50_000;

/**
 * Reads a file.
 *
 * @throws {RestaurantError} INVALID_INPUT when it is empty, no text, too long, or only a header.
 */
export async function readTable(source: ImportSource, bytesRead: BytesRead): Promise<Table> {
  const encoding = await sniffEncoding(source);
  try {
    return await readAs(encoding, source, bytesRead);
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    return await readAs("windows-1252", source, bytesRead);
  }
}

async function readAs(
  encoding: Encoding,
  source: ImportSource,
  bytesRead: BytesRead,
): Promise<Table> {
  const all: CsvRecord[] = [];
  for await (const records of readRecords(source, encoding, bytesRead)) {
    all.push(...records);
    if (all.length > MOST_ROWS) throw tooMany();
  }
  const [first, ...records] = all;
  if (first === undefined) throw noRows("no rows");
  const header = headerOf(first);
  if (records.every(({ fields, fault }) => fault === undefined && isBlank(fields))) {
    throw noRows("a header and no rows");
  }
  return { encoding, header, records };
}

function tooMany(): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `The file has more than ${formatDecimal(MOST_ROWS, 0)} rows; this kind of file has one ` +
      "for each thing, not one for each sale.",
    { hint: "Check --kind; sales are --kind sales." },
  );
}

function noRows(holds: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `The file holds ${holds}.`, {
    hint: "Fill in at least one row below the names of the columns.",
  });
}
