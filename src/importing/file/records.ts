import { RestaurantError } from "../../values/errors.ts";
import { csvParser, type CsvRecord } from "./csv.ts";
import type { ImportSource } from "./source.ts";
import { type BytesRead, type Encoding, readText } from "./text.ts";

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
 * @throws {RestaurantError} INVALID_INPUT if the first record holds none.
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
