import { insertMany } from "../storage/bulk.ts";
import type { Writer } from "../storage/database.ts";
import type { Format } from "./kind/format.ts";
import type { Outcome } from "./kind/outcome.ts";
import type { ImportSummary } from "./summary.ts";

/** How many rows of one import are kept; the import's own counts know of all. */
export const MOST_KEPT = 10_000;

/** What is known of an import before its first row. */
export interface BegunImport {
  readonly importId: string;
  readonly kind: string;
  readonly format: Pick<Format, "name">;
  readonly at: string;
  readonly file: string;
  readonly digest: string | null;
}

/** Notes the import first, because what it puts aside refers to it; its counts come at the end. */
export async function noteImport(
  writer: Writer,
  { importId, kind, format, at, file, digest }: BegunImport,
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
    summary: null,
    digest,
    undone_at: null,
  }).execute();
}

/** Keeps what an import said. */
export async function keepSummary(
  writer: Writer,
  importId: string,
  summary: ImportSummary,
): Promise<void> {
  const { read, taken, skipped, quarantined } = summary;
  await writer.updateTable("imports").set({
    rows_read: read.rows,
    rows_taken: taken.rows,
    rows_skipped: skipped.rows,
    rows_quarantined: quarantined.rows,
    summary: JSON.stringify(summary),
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
