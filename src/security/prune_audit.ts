import type { Database, Reader, Writer } from "../storage/database.ts";
import { HOUSE } from "../storage/schema/house.ts";
import { sayInHouse, sealInHouse } from "./append_audit.ts";
import { auditChains, lastEntry } from "./audit_chains.ts";
import { lastCheckpoint } from "./audit_checkpoint.ts";
import { PRUNE_METHOD } from "./call_record.ts";
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
  /** The seals from which `verifyAudit` goes on, of each chain that was ever shortened. */
  readonly checkpoints: readonly Seal[];
}

/** Entries of one transaction: a few milliseconds for which orders wait. */
const AT_ONCE = 500;

/**
 * Exports the oldest entries and then removes them in small transactions. Each leaves a checkpoint,
 * so the chain holds whenever it is interrupted. The newest entry of a chain stays in any case. The
 * house says up to where each chain is removed, so that nobody can say it afterwards. It says that
 * anew, and how far every chain is, because what it said before may be removed.
 */
export async function pruneAudit(
  { reader, write }: Pick<Database, "reader" | "write">,
  { before, at, signal, save, saved }: Pruning,
): Promise<Pruned> {
  const chains = await auditChains(reader);
  const old = await chainsUntil(reader, chains, before);
  if (old.length === 0) return { entries: 0, checkpoints: await checkpointsOf(reader, chains) };
  await write((writer) => tellHouse(writer, { chains, old, at: Temporal.Instant.from(at) }));
  const selections = old.map((one) => ({ ...one, signal }));
  for await (const lines of auditLines(reader, selections, "jsonl")) await save(lines);
  await saved();
  let entries = 0;
  for (const one of old) {
    for (let removed = AT_ONCE; removed === AT_ONCE; entries += removed) {
      signal.throwIfAborted();
      removed = await write((writer) => removeSome(writer, one, at));
    }
  }
  return { entries, checkpoints: await checkpointsOf(reader, chains) };
}

/** A chain, and the last of its entries that are to go. */
interface OldPart {
  readonly chain: string;
  readonly until: number;
}

async function tellHouse(
  writer: Writer,
  { chains, old, at }: {
    readonly chains: readonly string[];
    readonly old: readonly OldPart[];
    readonly at: Temporal.Instant;
  },
): Promise<void> {
  await sealInHouse(writer, chains.filter((chain) => chain !== HOUSE), at);
  const removed = new Map(
    (await checkpointsOf(writer, chains)).map((one) => [one.location_id, one]),
  );
  for (const { chain, until } of old) removed.set(chain, await sealAt(writer, chain, until));
  await sayInHouse(writer, [...removed.values()], { method: PRUNE_METHOD, at });
}

async function sealAt(reader: Reader, chain: string, sequence: number): Promise<Seal> {
  return await reader.selectFrom("audit_entries").select(["location_id", "sequence", "hash"])
    .where("location_id", "=", chain).where("sequence", "=", sequence).executeTakeFirstOrThrow();
}

async function chainsUntil(
  reader: Reader,
  chains: readonly string[],
  before: string,
): Promise<OldPart[]> {
  const old: OldPart[] = [];
  for (const chain of chains) {
    const until = await lastOld(reader, chain, before);
    if (until > ((await lastCheckpoint(reader, chain))?.sequence ?? 0)) old.push({ chain, until });
  }
  return old;
}

async function checkpointsOf(reader: Reader, chains: readonly string[]): Promise<Seal[]> {
  const checkpoints: Seal[] = [];
  for (const chain of chains) {
    const checkpoint = await lastCheckpoint(reader, chain);
    if (checkpoint !== undefined) checkpoints.push(checkpoint);
  }
  return checkpoints;
}

/** The last entry before which all are old; a call may be written after one that began later. */
async function lastOld(reader: Reader, chain: string, before: string): Promise<number> {
  const kept = await reader.selectFrom("audit_entries").select("sequence")
    .where("location_id", "=", chain).where("at", ">=", before)
    .orderBy("sequence").limit(1).executeTakeFirst();
  return (kept ?? await lastEntry(reader, chain) ?? { sequence: 1 }).sequence - 1;
}

async function removeSome(writer: Writer, { chain, until }: OldPart, at: string): Promise<number> {
  const old = await writer.selectFrom("audit_entries").select(["location_id", "sequence", "hash"])
    .where("location_id", "=", chain).where("sequence", "<=", until)
    .orderBy("sequence").limit(AT_ONCE).execute();
  const end = old.at(-1);
  if (end === undefined) return 0;
  await writer.deleteFrom("audit_entries")
    .where("location_id", "=", chain).where("sequence", "<=", end.sequence).execute();
  await writer.deleteFrom("audit_checkpoints").where("location_id", "=", chain).execute();
  await writer.insertInto("audit_checkpoints").values({ ...end, removed_at: at }).execute();
  return old.length;
}
