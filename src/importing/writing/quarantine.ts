import { insertMany } from "../../storage/bulk.ts";
import type { Writer } from "../../storage/database.ts";
import type { RowProblem } from "../cells/row_problem.ts";

/** A row that could not be taken: where it is and why, never what it says. */
export interface QuarantinedRow {
  readonly line: number;
  readonly problem: RowProblem;
}

/** How many rows of one import are kept; the import's own counts know of all. */
export const MOST_KEPT = 10_000;

/** Keeps the reasons of quarantined rows, up to `MOST_KEPT` for one import. */
export async function keepProblems(
  writer: Writer,
  importId: string,
  rows: readonly QuarantinedRow[],
  keptBefore: number,
): Promise<void> {
  const kept = rows.slice(0, Math.max(MOST_KEPT - keptBefore, 0));
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
