import type { Reader } from "../storage/database.ts";
import type { Row } from "../storage/schema/schema.ts";
import { BEGINNING, hashAfter, isOfItsChain } from "./audit_chain.ts";
import { lastCheckpoint } from "./audit_checkpoint.ts";
import { auditBatches, isNoNumber } from "./read_audit.ts";
import type { Seal } from "./seal.ts";

/** The first place where a chain of the audit is not as it was written. */
export interface AuditBreak {
  /** The location whose chain it is, or the house. */
  readonly location_id: string;
  /** Number of the entry. */
  readonly sequence: number;
  /**
   * The kind of tampering. `rewritten`: it fits the entries before it but not the seal that was
   * kept, so it or an earlier one was rewritten. `removed`: it and those before it are gone, and no
   * entry says that they were exported.
   */
  readonly how: "changed" | "missing" | "inserted" | "rewritten" | "removed";
}

/** The result of verifying one chain. */
export interface ChainVerdict {
  /** Entries that are as they were written, from the first that was counted on. */
  readonly entries: number;
  /** When the first and the last of them were called; null if there is none. */
  readonly first_at: string | null;
  readonly last_at: string | null;
  /** The seal of the last of them. */
  readonly seal: Seal | null;
  /** Null if the chain is intact. */
  readonly broken: AuditBreak | null;
}

/** What is known of a chain, and how it is verified. */
export interface ChainCheck {
  /** The location whose chain it is, or the house. */
  readonly chain: string;
  /** How many entries were numbered. */
  readonly counted: number;
  /** Seals of it that were kept elsewhere. */
  readonly seals: readonly Seal[];
  /** Only this many of the newest entries; earlier ones are trusted. */
  readonly newest?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with each entry that is as it was written. */
  onEntry?(entry: Entry): void;
}

type Entry = Row<"audit_entries">;
type Break = Omit<AuditBreak, "location_id">;

/** How far the recount is, before the first entry nowhere. */
interface Progress extends Omit<ChainVerdict, "broken" | "seal"> {
  readonly last: Seal;
}

/** Recomputes every entry of a chain. */
export async function verifyChain(reader: Reader, check: ChainCheck): Promise<ChainVerdict> {
  const { chain, newest, signal, onEntry } = check;
  const verdict = ({ last, ...progress }: Progress, broken?: Break): ChainVerdict => ({
    ...progress,
    seal: last.sequence === 0 ? null : last,
    broken: broken === undefined ? null : { location_id: chain, ...broken },
  });
  const nothing: Progress = {
    entries: 0,
    first_at: null,
    last_at: null,
    last: { location_id: chain, sequence: 0, hash: BEGINNING },
  };
  const checkpoint = await lastCheckpoint(reader, chain);
  const sealed = hashesByNumber(check.seals);
  if (checkpoint !== undefined && !isAsSealed(sealed, checkpoint)) {
    return verdict(nothing, { sequence: checkpoint.sequence, how: "rewritten" });
  }
  const start = newest === undefined
    ? checkpoint
    : await entryBefore(reader, chain, newest) ?? checkpoint;
  let progress = { ...nothing, last: start ?? nothing.last };
  try {
    for await (const batch of auditBatches(reader, { chain, after: start?.sequence, signal })) {
      for (const entry of batch) {
        const broken = breakAt(entry, progress.last, sealed);
        if (broken !== undefined) return verdict(progress, broken);
        progress = advanced(progress, entry);
        onEntry?.(entry);
      }
    }
  } catch (error) {
    if (!isNoNumber(error)) throw error;
    return verdict(progress, { sequence: progress.last.sequence + 1, how: "changed" });
  }
  return verdict(progress, breakAtEnd(progress.last, check));
}

/** Seals of one number should agree, but need not. */
type Sealed = ReadonlyMap<number, ReadonlySet<string>>;

function hashesByNumber(seals: readonly Seal[]): Sealed {
  const sealed = new Map<number, Set<string>>();
  for (const { sequence, hash } of seals) {
    sealed.getOrInsertComputed(sequence, () => new Set()).add(hash);
  }
  return sealed;
}

function isAsSealed(sealed: Sealed, { sequence, hash }: Seal): boolean {
  const hashes = sealed.get(sequence);
  return hashes === undefined || hashes.size === 1 && hashes.has(hash);
}

async function entryBefore(
  reader: Reader,
  chain: string,
  newest: number,
): Promise<Seal | undefined> {
  return await reader.selectFrom("audit_entries").select(["location_id", "sequence", "hash"])
    .where("location_id", "=", chain).orderBy("sequence", "desc").offset(newest).limit(1)
    .executeTakeFirst();
}

function breakAt(entry: Entry, last: Seal, sealed: Sealed): Break | undefined {
  const { hash, ...unsealed } = entry;
  const next = last.sequence + 1;
  if (entry.sequence !== next) return outOfOrder(entry.sequence, next);
  const isWhole = hash === hashAfter(last.hash, unsealed) && isOfItsChain(unsealed);
  if (!isWhole) return { sequence: next, how: "changed" };
  return isAsSealed(sealed, entry) ? undefined : { sequence: next, how: "rewritten" };
}

/** SQLite keeps any number it is given, and sorts texts after all numbers. */
function outOfOrder(sequence: number, next: number): Break {
  if (Number.isInteger(sequence) && sequence > next) return { sequence: next, how: "missing" };
  return { sequence: typeof sequence === "number" ? sequence : next, how: "inserted" };
}

function advanced(
  { entries, first_at }: Progress,
  { location_id, sequence, hash, at }: Entry,
): Progress {
  return {
    entries: entries + 1,
    first_at: first_at ?? at,
    last_at: at,
    last: { location_id, sequence, hash },
  };
}

/** The counter and seals know how many there were. */
function breakAtEnd(
  last: Seal,
  { counted, seals }: Pick<ChainCheck, "counted" | "seals">,
): Break | undefined {
  if (counted < last.sequence) return { sequence: counted + 1, how: "inserted" };
  const known = seals.reduce((most, { sequence }) => Math.max(most, sequence), counted);
  return known > last.sequence ? { sequence: last.sequence + 1, how: "missing" } : undefined;
}
