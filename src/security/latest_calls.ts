import type { Reader } from "../storage/database.ts";
import type { Row } from "../storage/schema/schema.ts";
import { numberAt, readNumbers } from "../storage/location_counters.ts";
import { AUDIT_COUNTER, auditChains } from "./audit_chains.ts";
import { HOUSE_METHODS } from "./call_record.ts";
import { isRefusal } from "./similar_calls.ts";

/** A call as the audit has it, without what only proves it. */
export type LatestCall = Pick<
  Row<"audit_entries">,
  | "at"
  | "principal"
  | "method"
  | "target"
  | "locations"
  | "row_count"
  | "outcome"
  | "duration_ms"
  | "calls"
>;

/** So many entries are looked through for refusals. */
const LOOKED_THROUGH = 10_000;

/** The last calls, and the last refused ones; the latest first. */
export async function readLatestCalls(
  reader: Reader,
  limit: number,
): Promise<{ readonly calls: LatestCall[]; readonly refused: LatestCall[] }> {
  const numbers = await readNumbers(reader, AUDIT_COUNTER);
  const chains = await auditChains(reader, numbers);
  const latest: Record<"calls" | "refused", LatestCall[]> = { calls: [], refused: [] };
  for (const chain of chains) {
    const entries = reader.selectFrom("audit_entries")
      .select([
        ...["at", "principal", "method", "target", "locations"] as const,
        ...["row_count", "outcome", "duration_ms", "calls"] as const,
      ])
      .where("location_id", "=", chain).where("method", "not in", HOUSE_METHODS)
      .orderBy("sequence", "desc").limit(limit);
    const lookedThrough = numberAt(numbers, chain) - Math.ceil(LOOKED_THROUGH / chains.length);
    const refused = entries.where("sequence", ">", lookedThrough).where("outcome", "in", REFUSALS);
    latest.calls.push(...await entries.execute());
    latest.refused.push(...await refused.execute());
  }
  const newest = (calls: LatestCall[]) =>
    calls.sort((a, b) => a.at < b.at ? 1 : a.at > b.at ? -1 : 0).slice(0, limit);
  return { calls: newest(latest.calls), refused: newest(latest.refused) };
}

const REFUSALS = (["FORBIDDEN", "RATE_LIMITED"] as const).filter((outcome) =>
  isRefusal({ outcome })
);
