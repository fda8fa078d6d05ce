import type { Reader } from "../storage/database.ts";
import type { ImportSummary } from "./summary.ts";

/** An import as it is listed. */
export interface ListedImport {
  readonly id: string;
  readonly file: string;
  readonly format: string;
  /** UTC instants. */
  readonly imported_at: string;
  readonly undone_at: string | null;
  readonly rows: Readonly<Record<"read" | "taken" | "skipped" | "quarantined", number>>;
  /** What it said then; null of imports by older versions, which cannot be taken back. */
  readonly summary: ImportSummary | null;
}

/** The latest imports, the last one first. */
export async function listImports(reader: Reader, limit: number): Promise<ListedImport[]> {
  const rows = await reader.selectFrom("imports").selectAll()
    .orderBy("started_at", "desc").orderBy("id").limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    file: row.file_name,
    format: row.format,
    imported_at: row.started_at,
    undone_at: row.undone_at,
    rows: {
      read: row.rows_read,
      taken: row.rows_taken,
      skipped: row.rows_skipped,
      quarantined: row.rows_quarantined,
    },
    // The program itself wrote it.
    summary: row.summary === null ? null : JSON.parse(row.summary) as ImportSummary,
  }));
}
