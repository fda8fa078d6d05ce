import { defineResource } from "../mcp/resource.ts";
import { type LatestCall, readLatestCalls } from "../security/latest_calls.ts";
import type { Reader } from "../storage/database.ts";
import { visibleJson } from "../values/text.ts";

const MOST_CALLS = 50;

/** What the resource holds. */
export interface AuditLatest {
  /** The latest first. */
  readonly calls: readonly LatestCall[];
  readonly refused: readonly LatestCall[];
}

/** Who called what lately, for those who answer for it. */
export const auditLatest = defineResource({
  name: "audit_latest",
  uri: "restaurant://audit/latest",
  title: "Latest calls",
  description:
    `The last ${MOST_CALLS} calls and the last refused ones, with caller, outcome and duration. ` +
    "`restaurant-mcp audit export` has all.",
  scope: "operations:audit",
  mimeType: "application/json",
  async read({ reader }: { reader: Reader }) {
    const latest: AuditLatest = await readLatestCalls(reader, MOST_CALLS);
    return visibleJson(latest);
  },
});
