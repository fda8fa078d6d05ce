import type { CsvRecord } from "./file/csv.ts";
import { guessEncoding } from "./file/guess_encoding.ts";
import { readRecords } from "./file/records.ts";
import type { ImportSource } from "./file/source.ts";
import {
  type BytesRead,
  type DecodingRules,
  nonAsciiSample,
  NotUtf8,
  sniffEncoding,
} from "./file/text.ts";
import { checkMapping, recogniseLayout, unrecognised } from "./layout.ts";
import { refuseTwins } from "./misread_columns.ts";
import type { ImportOptions } from "./options.ts";
import { noRows, type Survey, type Surveyor, surveyor } from "./survey.ts";

/** The header must be among these lines; titles may precede it. */
const MOST_ABOVE = 30;

/**
 * Reads a file once to learn what single rows do not show: its encoding, its kind and format, the
 * order of its dates, its decimal marks, the locations that it names.
 *
 * @throws {RestaurantError} INVALID_INPUT if it is empty, not text, or in no known format.
 */
export async function surveyFile(
  source: ImportSource,
  options: ImportOptions,
  bytesRead: BytesRead,
): Promise<Survey> {
  const sniffed = await sniffEncoding(source);
  const encoding = options.encoding ?? sniffed;
  const isLenient = options.encoding !== undefined || encoding !== "utf-8";
  try {
    return await surveyAs({ encoding, isLenient }, source, options, bytesRead);
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    const guessed = guessEncoding(await nonAsciiSample(source));
    return await surveyAs(
      { encoding: guessed, isLenient: true, isGuess: true },
      source,
      options,
      bytesRead,
    );
  }
}

async function surveyAs(
  decoding: DecodingRules,
  source: ImportSource,
  options: ImportOptions,
  bytesRead: BytesRead,
): Promise<Survey> {
  const above: CsvRecord[] = [];
  let seen: Surveyor | undefined;
  const survey = () => {
    if (seen === undefined) throw noHeader();
    return seen.survey();
  };
  let unfold = (record: CsvRecord): readonly CsvRecord[] => [record];

  function findHeader(record: CsvRecord): void {
    above.push(record);
    const layout = record.fault === undefined && !isBinary(record)
      ? recogniseLayout(record.fields, options)
      : undefined;
    if (layout === undefined) {
      if (above.length >= MOST_ABOVE) throw noHeader();
      return;
    }
    if (options.mapping !== undefined) checkMapping(layout, options.mapping);
    refuseTwins(layout);
    unfold = layout.unfolding?.unfold ?? unfold;
    const titles = above.slice(0, -1).flatMap(({ fields }) => fields);
    seen = surveyor(decoding, { ...layout, titles }, above.length);
  }

  function noHeader() {
    return unrecognised(above.map(({ fields }) => fields), options);
  }

  for await (const records of readRecords(source, decoding, bytesRead)) {
    for (const record of records) {
      if (seen === undefined) findHeader(record);
      else for (const row of unfold(record)) seen.observe(row);
    }
  }
  if (above.length === 0) throw noRows("holds no rows");
  return survey();
}

function isBinary({ fields }: CsvRecord): boolean {
  // deno-lint-ignore no-control-regex
  return fields.some((field) => /[\x00-\x08\x0e-\x1f]/.test(field));
}

/** The rows of a surveyed file in batches of a size; one batch if its kind needs them together. */
export async function* readBatches(
  source: ImportSource,
  { decoding, above, layout: { kind, unfolding } }: Survey,
  size: number,
  bytesRead: BytesRead,
): AsyncGenerator<readonly CsvRecord[]> {
  let batch: CsvRecord[] = [];
  let toSkip = above;
  for await (const records of readRecords(source, decoding, bytesRead)) {
    for (const record of records) {
      if (toSkip > 0) toSkip -= 1;
      else if (unfolding === undefined) batch.push(record);
      else batch.push(...unfolding.unfold(record));
      if (kind.whole || batch.length < size) continue;
      yield batch;
      batch = [];
    }
  }
  yield batch;
}
