import { RestaurantError } from "../values/errors.ts";
import { csvParser, type CsvRecord } from "./file/csv.ts";
import type { ImportSource } from "./file/source.ts";
import { type BytesRead, type Encoding, NotUtf8, readText, sniffEncoding } from "./file/text.ts";
import { type LayoutChoice, recogniseLayout } from "./layout.ts";
import { newSurvey, observe, type Survey } from "./survey.ts";

/**
 * Reads a file once to learn what single rows do not tell: its encoding, its format, the order of
 * its dates, its decimal marks, the locations that it names.
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
  let survey: Survey | undefined;
  for await (const records of readRecords(source, encoding, bytesRead)) {
    for (const record of records) {
      if (survey !== undefined) observe(survey, record);
      else survey = newSurvey(encoding, recogniseLayout(headerOf(record), choice));
    }
  }
  if (survey === undefined) throw noRows("holds no rows");
  if (survey.rows === 0) throw noRows("holds a header and no rows");
  return survey;
}

/** The records of a file, the header first. */
export async function* readRecords(
  source: ImportSource,
  encoding: Encoding,
  bytesRead: BytesRead,
): AsyncGenerator<readonly CsvRecord[]> {
  const parser = csvParser();
  for await (const text of readText(source, encoding, bytesRead)) yield parser.push(text);
  yield parser.end();
}

/**
 * The names of the columns.
 *
 * @throws {RestaurantError} INVALID_INPUT where the first record holds none.
 */
export function headerOf({ fields, fault }: CsvRecord): readonly string[] {
  // deno-lint-ignore no-control-regex
  const binary = fields.some((field) => /[\x00-\x08\x0e-\x1f]/.test(field));
  if (fault === undefined && !binary) return fields;
  throw new RestaurantError(
    "INVALID_INPUT",
    "The file does not begin with a row of column names.",
    { hint: "Export it as CSV, with the names of the columns first, and import that file." },
  );
}

function noRows(problem: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `The file ${problem}.`, {
    hint: "Export a period that has sales.",
  });
}
