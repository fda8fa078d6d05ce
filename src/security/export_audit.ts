import type { Reader } from "../storage/database.ts";
import type { Row } from "../storage/schema/schema.ts";
import { auditBatches, type AuditSelection } from "./read_audit.ts";

/** The formats of an exported audit. */
export const AUDIT_FORMATS = ["jsonl", "csv"] as const;

/** One of them. */
export type AuditFormat = typeof AUDIT_FORMATS[number];

const COLUMNS = [
  ...["sequence", "at", "principal", "method", "target", "arguments_digest", "locations"] as const,
  ...["row_count", "outcome", "duration_ms", "request_id", "trace_id", "hash", "calls"] as const,
  "location_id",
] satisfies readonly (keyof Row<"audit_entries">)[];

/**
 * The entries as lines without their last line end, in batches, one chain after the other. Every
 * column is as stored, so that the chains can be recomputed from the lines.
 */
export async function* auditLines(
  reader: Reader,
  selections: readonly AuditSelection[],
  format: AuditFormat,
): AsyncGenerator<string> {
  if (format === "csv") yield COLUMNS.join(",");
  const line = format === "csv" ? csvLine : jsonLine;
  for (const selection of selections) {
    for await (const batch of auditBatches(reader, selection)) yield batch.map(line).join("\n");
  }
}

function jsonLine(entry: Row<"audit_entries">): string {
  return JSON.stringify(entry, [...COLUMNS]);
}

function csvLine(entry: Row<"audit_entries">): string {
  return COLUMNS.map((column) => csvCell(String(entry[column] ?? ""))).join(",");
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
