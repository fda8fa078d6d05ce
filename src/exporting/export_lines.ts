import { csvLine } from "../report/csv/csv_line.ts";
import type { Reader } from "../storage/database.ts";
import type { ExportFormat } from "./export.ts";
import type { Export } from "./kind.ts";

/** An export as text, piece by piece. */
export async function* exportLines(
  { columns, rows, objects }: Export,
  format: ExportFormat,
  reader: Reader,
  signal: AbortSignal,
): AsyncGenerator<string> {
  if (format === "csv") {
    yield csvLine(columns);
    for await (const some of rows(reader, signal)) yield some.map(csvLine).join("");
    return;
  }
  for await (const some of objects(reader, signal)) {
    yield some.map((one) => `${JSON.stringify(one)}\n`).join("");
  }
}
