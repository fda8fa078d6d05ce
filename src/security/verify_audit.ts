import type { Reader } from "../storage/database.ts";
import type { Row } from "../storage/schema/schema.ts";
import { AUDIT_COUNTER } from "./audit.ts";
import { BEGINNING, hashAfter } from "./audit_chain.ts";
import { auditBatches, isNoNumber } from "./read_audit.ts";
import type { Seal } from "./seal.ts";

/** The first place where the audit is not as it was written. */
export interface AuditBreak {
  /** Number of the entry. */
  readonly sequence: number;
  /**
   * What happened to it. `rewritten`: it fits those before it, and not the seal that was kept, so it
   * or one before it was made anew.
   */
  readonly how: "changed" | "missing" | "inserted" | "rewritten";
}

/** What a recount of the audit found. */
export interface AuditVerdict {
  /** Entries that are as they were written, from the first that was counted on. */
  readonly entries: number;
  /** When the first and the last of them were called; null where there is none. */
  readonly first_at: string | null;
  readonly last_at: string | null;
  /** The seal of the last of them. */
  readonly seal: Seal | null;
  /** Null where the audit is whole. */
  readonly broken: AuditBreak | null;
}

/** What a recount is made with. */
export interface VerifyOptions {
  /** A seal that was kept. */
  readonly seal?: Seal | undefined;
  /** Only so many of the newest entries; those before them are taken as they are. */
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
 * Counts every entry of the audit again. That finds whatever was changed, taken out or put in by
 * someone who does not make all hashes anew; a seal that was kept elsewhere finds that, too.
 *
 * @param reader A snapshot, where others may write meanwhile.
 */
export async function verifyAudit(
  reader: Reader,
  { seal, newest, signal }: VerifyOptions = {},
): Promise<AuditVerdict> {
  const start = newest === undefined ? undefined : await entryBefore(reader, newest);
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

/** SQLite keeps whatever is given as number, and sorts texts behind all numbers. */
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
  const row = await reader.selectFrom("counters").select("value")
    .where("name", "=", AUDIT_COUNTER).executeTakeFirst();
  const counted = row?.value ?? 0;
  if (counted < last.sequence) return { sequence: counted + 1, how: "inserted" };
  const known = Math.max(counted, seal?.sequence ?? 0);
  return known > last.sequence ? { sequence: last.sequence + 1, how: "missing" } : undefined;
}

function verdict({ last, ...progress }: Progress, broken: AuditBreak | null): AuditVerdict {
  return { ...progress, seal: last.sequence === 0 ? null : last, broken };
}
