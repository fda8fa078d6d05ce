import type { Writer } from "../../storage/database.ts";
import { freshIds } from "../../storage/ids.ts";
import { keepProblems } from "../writing/quarantine.ts";
import type { CatalogResult, CatalogSummary } from "./summary.ts";

/** Notes an import, and why rows were put aside. */
export async function noteCatalogImport(
  writer: Writer,
  { kind, format, file, read, taken, skipped, quarantined }: CatalogSummary,
  results: readonly CatalogResult[],
  at: string,
): Promise<void> {
  const [id = ""] = await freshIds(writer, "imports", 1);
  await writer.insertInto("imports").values({
    id,
    file_name: file,
    format: `${kind}/${format}`,
    started_at: at,
    rows_read: read,
    rows_taken: taken,
    rows_skipped: skipped,
    rows_quarantined: quarantined,
  }).execute();
  const problems = results.flatMap((result) => "problem" in result ? [result] : []);
  await keepProblems(writer, id, problems, 0);
}
