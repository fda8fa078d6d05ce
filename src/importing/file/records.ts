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
  const inFile = (records: readonly CsvRecord[]) =>
    source.lines === undefined ? records : records.map((record) => ({
      ...record,
      line: source.lines?.get(record.line) ?? record.line,
    }));
  for await (const text of readText(source, decoding, bytesRead)) yield inFile(parser.push(text));
  yield inFile(parser.end());
}
