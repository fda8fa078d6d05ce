import { columns } from "../report/columns.ts";
import type { Value } from "../report/model.ts";
import { alignedTable } from "../report/table_text.ts";

/** Rows in columns for a terminal, below their labels if any. Numbers are counts. */
export function table(
  rows: readonly (readonly Value[])[],
  labels: readonly string[] = rows[0]?.map(() => "") ?? [],
): string {
  const isCount = (at: number) => rows.every((row) => typeof row[at] === "number");
  return alignedTable({
    type: "table",
    key: "table",
    columns: labels.flatMap((label, at) => columns(isCount(at) ? "count" : "text", label)),
    rows,
  }).join("\n");
}
