import { exportLines } from "../../src/exporting/export_lines.ts";
import type { Export } from "../../src/exporting/kind.ts";
import type { Database } from "../../src/storage/database.ts";

/** An export as CSV, as the export command writes it. */
export async function exportText(
  { reader }: Pick<Database, "reader">,
  what: Export,
): Promise<string> {
  const { signal } = new AbortController();
  return (await Array.fromAsync(exportLines(what, "csv", reader, signal))).join("");
}
