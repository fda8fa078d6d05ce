import { csvParser, type CsvRecord } from "./csv.ts";
import type { ImportSource } from "./source.ts";
import { type BytesRead, type DecodingRules, readText } from "./text.ts";

/** The records of a file, and the lines above its header. */
export async function* readRecords(
  source: ImportSource,
  decoding: DecodingRules,
  bytesRead: BytesRead,
): AsyncGenerator<readonly CsvRecord[]> {
  const parser = csvParser();
  for await (const text of readText(source, decoding, bytesRead)) yield parser.push(text);
  yield parser.end();
}
