import { type Audit, startAudit } from "../../src/security/audit.ts";
import { type CallRecord, HOUSE_METHODS } from "../../src/security/call_record.ts";
import type { Database } from "../../src/storage/database.ts";
import type { Row } from "../../src/storage/schema/schema.ts";
import { noon } from "./calls.ts";
import { plain } from "./rows.ts";

/** The record of a call on the last day of 2026, and whatever is different about this one. */
export function callRecord(parts: Partial<CallRecord> = {}): CallRecord {
  return {
    at: noon(),
    request_id: "REQUEST1",
    principal: "token:K7Q2M9XA",
    method: "tools/call",
    target: "get_sales_data",
    arguments_digest: "d".repeat(64),
    locations: [],
    row_count: 3,
    calls: 1,
    outcome: "ok",
    duration_ms: 12,
    trace_id: null,
    ...parts,
  };
}

/** Writes calls down as a server does, all at once. */
export async function audited(
  database: Database,
  records: readonly CallRecord[],
): Promise<void> {
  await using audit = openAudit(database);
  for (const record of records) audit.note(record);
}

/** An audit that fails loudly. */
export function openAudit({ write }: Pick<Database, "write">): Audit {
  return startAudit({ write }, {
    flushMs: 1000,
    clock: noon,
    onError(error) {
      throw error;
    },
  });
}

/** Every entry of a call that is stored: of the house first, and of each chain in order. */
export async function auditEntries({ reader }: Database): Promise<Row<"audit_entries">[]> {
  return plain(
    await reader.selectFrom("audit_entries").selectAll().where("method", "not in", HOUSE_METHODS)
      .orderBy("location_id").orderBy("sequence").execute(),
  );
}
