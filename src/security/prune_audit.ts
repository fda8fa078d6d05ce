import type { Database, Reader, Writer } from "../storage/database.ts";
import { lastCheckpoint } from "./audit_checkpoint.ts";
import { auditLines } from "./export_audit.ts";
import type { Seal } from "./seal.ts";

/** What is removed from the audit, and where it goes before. */
export interface Pruning {
  /** Entries of calls before this instant, as the column `at` has it. */
  readonly before: string;
  /** UTC instant of the removal. */
  readonly at: string;
  readonly signal: AbortSignal;
  /** Keeps the entries as lines; they are removed only after `saved` resolved. */
  save(lines: string): Promise<void>;
  saved(): Promise<void>;
}

/** What was removed. */
export interface Pruned {
  readonly entries: number;
  /** The seal from which `verifyAudit` goes on; null if nothing was ever removed. */
  readonly checkpoint: Seal | null;
}

/** Entries of one transaction: a few milliseconds for which orders wait. */
const AT_ONCE = 500;

/**
 * Exports the oldest entries and then removes them in small transactions. Each leaves a checkpoint,
 * so the chain holds whenever it is interrupted. The newest entry stays in any case.
 */
export async function pruneAudit(
  { reader, write }: Pick<Database, "reader" | "write">,
  { before, at, signal, save, saved }: Pruning,
): Promise<Pruned> {
  const last = await lastOld(reader, before);
  const first = await lastCheckpoint(reader);
  if (last <= (first?.sequence ?? 0)) return { entries: 0, checkpoint: first ?? null };
  for await (const lines of auditLines(reader, { until: last, signal }, "jsonl")) await save(lines);
  await saved();
  let entries = 0;
  for (;;) {
    signal.throwIfAborted();
    const removed = await write((writer) => removeSome(writer, last, at));
    if (removed === 0) break;
    entries += removed;
  }
  return { entries, checkpoint: await lastCheckpoint(reader) ?? null };
}

/** The last entry before which all are old; a call may be written after one that began later. */
async function lastOld(reader: Reader, before: string): Promise<number> {
  const kept = await reader.selectFrom("audit_entries").select("sequence")
    .where("at", ">=", before).orderBy("sequence").limit(1).executeTakeFirst();
  if (kept !== undefined) return kept.sequence - 1;
  const newest = await reader.selectFrom("audit_entries").select("sequence")
    .orderBy("sequence", "desc").limit(1).executeTakeFirst();
  return (newest?.sequence ?? 1) - 1;
}

async function removeSome(writer: Writer, last: number, at: string): Promise<number> {
  const old = await writer.selectFrom("audit_entries").select(["sequence", "hash"])
    .where("sequence", "<=", last).orderBy("sequence").limit(AT_ONCE).execute();
  const end = old.at(-1);
  if (end === undefined) return 0;
  await writer.deleteFrom("audit_entries").where("sequence", "<=", end.sequence).execute();
  await writer.deleteFrom("audit_checkpoints").execute();
  await writer.insertInto("audit_checkpoints").values({ ...end, removed_at: at }).execute();
  return old.length;
}
