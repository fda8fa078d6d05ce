import type { Reader } from "../storage/database.ts";
import { numberAt, readNumbers } from "../storage/location_counters.ts";
import { HOUSE } from "../storage/schema/house.ts";
import { sealIn, type UnsealedEntry } from "./audit_chain.ts";
import { AUDIT_COUNTER, auditChains } from "./audit_chains.ts";
import { lastCheckpoint } from "./audit_checkpoint.ts";
import { CHAIN_METHOD, PRUNE_METHOD } from "./call_record.ts";
import type { Seal } from "./seal.ts";
import { type AuditBreak, type ChainVerdict, verifyChain } from "./verify_chain.ts";

/** The result of verifying the audit: the sum over its chains, up to the first that is broken. */
export interface AuditVerdict extends Omit<ChainVerdict, "seal"> {
  /** The seals of the last entries that are as they were written, the house's first. */
  readonly seals: readonly Seal[];
}

/** The options of a verification. */
export interface VerifyOptions {
  /** Seals that were kept. */
  readonly seals?: readonly Seal[] | undefined;
  /** Only about this many of the newest entries; earlier ones are trusted. */
  readonly newest?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const NOTHING: AuditVerdict = {
  entries: 0,
  first_at: null,
  last_at: null,
  seals: [],
  broken: null,
};

/**
 * Recomputes every entry of the audit. That finds changed, removed and inserted entries, unless all
 * hashes were recomputed too; seals kept elsewhere find even that. Because the house says how far the
 * chains of locations are, none of them goes missing unnoticed, and because it says up to where they
 * were pruned, neither does a beginning.
 *
 * @param reader A snapshot, if others may write at the same time.
 */
export async function verifyAudit(
  reader: Reader,
  { seals = [], newest, signal }: VerifyOptions = {},
): Promise<AuditVerdict> {
  const numbers = await readNumbers(reader, AUDIT_COUNTER);
  const known = await auditChains(reader, numbers);
  const chains = new Set([...known, ...seals.map((seal) => seal.location_id)]);
  const share = newest === undefined ? undefined : Math.ceil(newest / chains.size);
  const inHouse = sealsInHouse();
  let verdict = NOTHING;
  // The house comes first, and may name chains of which nothing else is left.
  for (const chain of [...chains].sort()) await verifyOne(chain);
  for (const chain of inHouse.locations()) if (!chains.has(chain)) await verifyOne(chain);
  if (verdict.broken !== null || newest !== undefined) return verdict;
  // Not if earlier entries of the house are trusted, because they are not read.
  return { ...verdict, broken: await forgedCheckpoint(reader, chains, inHouse.removedOf) };

  async function verifyOne(chain: string): Promise<void> {
    if (verdict.broken !== null) return;
    verdict = together(
      verdict,
      await verifyChain(reader, {
        chain,
        counted: numberAt(numbers, chain),
        seals: [...inHouse.of(chain), ...seals.filter((seal) => seal.location_id === chain)],
        newest: share,
        signal,
        ...(chain === HOUSE && { onEntry: inHouse.note }),
      }),
    );
  }
}

/** A checkpoint that no entry of the house vouches for: something else removed the entries. */
async function forgedCheckpoint(
  reader: Reader,
  chains: Iterable<string>,
  removedOf: (chain: string) => Seal | undefined,
): Promise<AuditBreak | null> {
  for (const chain of chains) {
    const checkpoint = await lastCheckpoint(reader, chain);
    // Up to 0 nothing is removed.
    if (checkpoint === undefined || checkpoint.sequence === 0) continue;
    const { sequence, hash } = checkpoint;
    const said = removedOf(chain);
    // An interrupted removal has not come as far as the house says.
    const isSaid = said !== undefined &&
      (sequence < said.sequence || sequence === said.sequence && hash === said.hash);
    if (!isSaid) return { location_id: chain, sequence, how: "removed" };
  }
  return null;
}

/** So many of each location's seals are compared, the newest. */
const MOST_SEALS = 1000;

/** What the entries of the house say of chains. */
function sealsInHouse() {
  const byLocation = new Map<string, Seal[]>();
  const removed = new Map<string, Seal>();
  return {
    note(entry: UnsealedEntry): void {
      const until = sealIn(PRUNE_METHOD, entry);
      if (until !== undefined) removed.set(until.location_id, until);
      const seal = sealIn(CHAIN_METHOD, entry);
      if (seal === undefined) return;
      const own = byLocation.getOrInsertComputed(seal.location_id, () => []);
      if (own.push(seal) > MOST_SEALS) own.shift();
    },
    /** The last entry of a chain that was exported and removed. */
    removedOf: (chain: string): Seal | undefined => removed.get(chain),
    of: (location: string): readonly Seal[] => byLocation.get(location) ?? [],
    locations: (): readonly string[] => [...byLocation.keys()].sort(),
  };
}

function together(sum: AuditVerdict, { seal, ...one }: ChainVerdict): AuditVerdict {
  return {
    entries: sum.entries + one.entries,
    first_at: [sum.first_at, one.first_at].filter((at) => at !== null).sort()[0] ?? null,
    last_at: [sum.last_at, one.last_at].filter((at) => at !== null).sort().at(-1) ?? null,
    seals: seal === null ? sum.seals : [...sum.seals, seal],
    broken: one.broken,
  };
}
