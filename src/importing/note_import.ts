import { insertMany } from "../storage/bulk.ts";
import type { Writer } from "../storage/database.ts";
import type { Taking } from "./kind/taking.ts";
import type { Outcome } from "./kind/outcome.ts";
import type { Tally } from "./tally.ts";

/** How many rows of one import are kept; the import's own counts know of all. */
export const MOST_KEPT = 10_000;

/** Notes the import first, because what it puts aside refers to it; its counts come at the end. */
export async function noteImport(
  { writer, importId, format, at }: Taking,
  file: string,
  kind: string,
): Promise<void> {
  await writer.insertInto("imports").values({
    id: importId,
    file_name: file,
    format: kind === "sales" ? format.name : `${kind}/${format.name}`,
    started_at: at,
    rows_read: 0,
    rows_taken: 0,
    rows_skipped: 0,
    rows_quarantined: 0,
  }).execute();
}

/** Notes what became of the rows. */
export async function noteCounts(
  { writer, importId }: Taking,
  { read, taken, skipped, quarantined }: Tally,
): Promise<void> {
  await writer.updateTable("imports").set({
    rows_read: read.rows,
    rows_taken: taken.rows,
    rows_skipped: skipped.rows,
    rows_quarantined: quarantined.rows,
  }).where("id", "=", importId).execute();
}

/** Keeps where quarantined rows are and why, never what they say; `MOST_KEPT` for one import. */
export async function keepProblems(
  writer: Writer,
  importId: string,
  outcomes: readonly Outcome[],
  keptBefore: number,
): Promise<void> {
  const kept = outcomes.filter((outcome) => "problem" in outcome)
    .slice(0, Math.max(MOST_KEPT - keptBefore, 0));
  await insertMany(
    writer,
    "import_problems",
    kept.map(({ line, problem }) => ({
      import_id: importId,
      line,
      field: problem.field,
      reason: problem.message,
    })),
  );
}
