import { headerOf, readRecords } from "./file/records.ts";
import type { CsvRecord } from "./file/csv.ts";
import type { ImportSource } from "./file/source.ts";
import { type BytesRead, type Encoding, NotUtf8, sniffEncoding } from "./file/text.ts";
import { type LayoutChoice, recogniseLayout } from "./layout.ts";
import { noRows, type Survey, type Surveyor, surveyor } from "./survey.ts";

/**
 * Reads a file once to learn what single rows do not tell: its encoding, its kind and format, the
 * order of its dates, its decimal marks, the locations that it names.
 *
 * @throws {RestaurantError} INVALID_INPUT when it is empty, no text, or in no known format.
 */
export async function surveyFile(
  source: ImportSource,
  choice: LayoutChoice,
  bytesRead: BytesRead,
): Promise<Survey> {
  const encoding = await sniffEncoding(source);
  try {
    return await surveyAs(encoding, source, choice, bytesRead);
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    return await surveyAs("windows-1252", source, choice, bytesRead);
  }
}

async function surveyAs(
  encoding: Encoding,
  source: ImportSource,
  choice: LayoutChoice,
  bytesRead: BytesRead,
): Promise<Survey> {
  let seen: Surveyor | undefined;
  let unfold = (record: CsvRecord): readonly CsvRecord[] => [record];
  for await (const records of readRecords(source, encoding, bytesRead)) {
    for (const record of records) {
      if (seen === undefined) {
        const layout = recogniseLayout(headerOf(record), choice);
        unfold = layout.unfolding?.unfold ?? unfold;
        seen = surveyor(encoding, layout);
      } else {
        for (const row of unfold(record)) seen.observe(row);
      }
    }
  }
  if (seen === undefined) throw noRows("holds no rows");
  return seen.survey();
}

/** The rows of a surveyed file in batches of a size; one batch if its kind needs them together. */
export async function* readBatches(
  source: ImportSource,
  { encoding, layout: { kind, unfolding } }: Survey,
  size: number,
  bytesRead: BytesRead,
): AsyncGenerator<readonly CsvRecord[]> {
  let batch: CsvRecord[] = [];
  let header = true;
  for await (const records of readRecords(source, encoding, bytesRead)) {
    for (const record of records) {
      if (header) header = false;
      else if (unfolding === undefined) batch.push(record);
      else batch.push(...unfolding.unfold(record));
      if (kind.whole || batch.length < size) continue;
      yield batch;
      batch = [];
    }
  }
  yield batch;
}
