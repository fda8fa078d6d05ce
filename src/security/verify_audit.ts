import { readCounter } from "../storage/counters.ts";
import type { Reader } from "../storage/database.ts";
import type { Row } from "../storage/schema/schema.ts";
import { AUDIT_COUNTER } from "./audit.ts";
import { lastCheckpoint } from "./audit_checkpoint.ts";
import { BEGINNING, hashAfter } from "./audit_chain.ts";
import { auditBatches, isNoNumber } from "./read_audit.ts";
import type { Seal } from "./seal.ts";

/** The first place where the audit is not as it was written. */
export interface AuditBreak {
  /** Number of the entry. */
  readonly sequence: number;
  /**
   * The kind of tampering. `rewritten`: it fits the entries before it but not the seal that was
   * kept, so it or an earlier one was rewritten.
   */
  readonly how: "changed" | "missing" | "inserted" | "rewritten";
}

/** The result of verifying the audit. */
export interface AuditVerdict {
  /** Entries that are as they were written, from the first that was counted on. */
  readonly entries: number;
  /** When the first and the last of them were called; null if there is none. */
  readonly first_at: string | null;
  readonly last_at: string | null;
  /** The seal of the last of them. */
  readonly seal: Seal | null;
  /** Null if the audit is intact. */
  readonly broken: AuditBreak | null;
}

/** The options of a verification. */
export interface VerifyOptions {
  /** A seal that was kept. */
  readonly seal?: Seal | undefined;
  /** Only this many of the newest entries; earlier ones are trusted. */
  readonly newest?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Entry = Row<"audit_entries">;

/** How far the recount is, before the first entry nowhere. */
interface Progress extends Omit<AuditVerdict, "broken" | "seal"> {
  readonly last: Seal;
}

const START: Progress = {
  entries: 0,
  first_at: null,
  last_at: null,
  last: { sequence: 0, hash: BEGINNING },
};

/**
 * Recomputes every entry of the audit. That finds changed, removed and inserted entries, unless all
 * hashes were recomputed too; a seal kept elsewhere finds even that.
 *
 * @param reader A snapshot, if others may write at the same time.
 */
export async function verifyAudit(
  reader: Reader,
  { seal, newest, signal }: VerifyOptions = {},
): Promise<AuditVerdict> {
  const checkpoint = await lastCheckpoint(reader);
  if (checkpoint !== undefined && seal?.sequence === checkpoint.sequence) {
    const isSealed = seal.hash === checkpoint.hash;
    if (!isSealed) return verdict(START, { sequence: seal.sequence, how: "rewritten" });
  }
  const start = newest === undefined ? checkpoint : await entryBefore(reader, newest) ?? checkpoint;
  let progress: Progress = { ...START, ...(start !== undefined && { last: start }) };
  try {
    for await (const batch of auditBatches(reader, { after: start?.sequence, signal })) {
      for (const entry of batch) {
        const broken = breakAt(entry, progress.last, seal);
        if (broken !== undefined) return verdict(progress, broken);
        progress = advanced(progress, entry);
      }
    }
  } catch (error) {
    if (!isNoNumber(error)) throw error;
    return verdict(progress, { sequence: progress.last.sequence + 1, how: "changed" });
  }
  return verdict(progress, await breakAtEnd(reader, progress.last, seal) ?? null);
}

async function entryBefore(reader: Reader, newest: number): Promise<Seal | undefined> {
  return await reader.selectFrom("audit_entries").select(["sequence", "hash"])
    .orderBy("sequence", "desc").offset(newest).limit(1).executeTakeFirst();
}

function breakAt(entry: Entry, last: Seal, seal: Seal | undefined): AuditBreak | undefined {
  const { hash, ...unsealed } = entry;
  const next = last.sequence + 1;
  if (entry.sequence !== next) return outOfOrder(entry.sequence, next);
  if (hash !== hashAfter(last.hash, unsealed)) return { sequence: next, how: "changed" };
  const isSealed = seal?.sequence === next;
  return isSealed && seal.hash !== hash ? { sequence: next, how: "rewritten" } : undefined;
}

/** SQLite keeps any number it is given, and sorts texts after all numbers. */
function outOfOrder(sequence: number, next: number): AuditBreak {
  if (Number.isInteger(sequence) && sequence > next) return { sequence: next, how: "missing" };
  return { sequence: typeof sequence === "number" ? sequence : next, how: "inserted" };
}

function advanced({ entries, first_at }: Progress, { sequence, hash, at }: Entry): Progress {
  return {
    entries: entries + 1,
    first_at: first_at ?? at,
    last_at: at,
    last: { sequence, hash },
  };
}

/** The counter and a seal know how many there were. */
async function breakAtEnd(
  reader: Reader,
  last: Seal,
  seal: Seal | undefined,
): Promise<AuditBreak | undefined> {
  const counted = await readCounter(reader, AUDIT_COUNTER);
  if (counted < last.sequence) return { sequence: counted + 1, how: "inserted" };
  const known = Math.max(counted, seal?.sequence ?? 0);
  return known > last.sequence ? { sequence: last.sequence + 1, how: "missing" } : undefined;
}

function verdict({ last, ...progress }: Progress, broken: AuditBreak | null): AuditVerdict {
  return { ...progress, seal: last.sequence === 0 ? null : last, broken };
}
