import type { Reader } from "../storage/database.ts";
import type { Row } from "../storage/schema/schema.ts";
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
  const entries = reader.selectFrom("audit_entries")
    .select([
      ...["at", "principal", "method", "target", "locations"] as const,
      ...["row_count", "outcome", "duration_ms", "calls"] as const,
    ])
    .orderBy("sequence", "desc").limit(limit);
  const last = await reader.selectFrom("audit_entries")
    .select("sequence").orderBy("sequence", "desc").executeTakeFirst();
  const refused = entries.where("sequence", ">", (last?.sequence ?? 0) - LOOKED_THROUGH)
    .where("outcome", "in", REFUSALS);
  return { calls: await entries.execute(), refused: await refused.execute() };
}

const REFUSALS = (["FORBIDDEN", "RATE_LIMITED"] as const).filter((outcome) =>
  isRefusal({ outcome })
);
