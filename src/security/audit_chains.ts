import type { Reader } from "../storage/database.ts";
import { type Numbers, readNumbers } from "../storage/location_counters.ts";
import { prepared } from "../storage/prepared.ts";
import { HOUSE } from "../storage/schema/house.ts";
import type { Seal } from "./seal.ts";

/** The counter that numbers the entries of each chain. */
export const AUDIT_COUNTER = "audit_entries";

/**
 * The locations whose chains there are, the house first: those that were counted or have entries.
 *
 * @param known The numbers of `AUDIT_COUNTER`, if they were read just now.
 */
export async function auditChains(reader: Reader, known?: Numbers): Promise<string[]> {
  const { own } = known ?? await readNumbers(reader, AUDIT_COUNTER);
  const chains = new Set([HOUSE, ...own.keys()]);
  for (let last = "";;) {
    const next = await reader.selectFrom("audit_entries").select("location_id")
      .where("location_id", ">", last).orderBy("location_id").limit(1).executeTakeFirst();
    if (next === undefined) break;
    chains.add(last = next.location_id);
  }
  return [...chains].sort();
}

/** The last entry of a chain; undefined if there is none. */
export async function lastEntry(reader: Reader, location_id: string): Promise<Seal | undefined> {
  const [last] = await lastOfChain(reader, { location_id });
  return last && { location_id, ...last };
}

const lastOfChain = prepared((reader, { location_id }: { location_id: string }) =>
  reader.selectFrom("audit_entries").select(["sequence", "hash"])
    .where("location_id", "=", location_id).orderBy("sequence", "desc").limit(1)
);
