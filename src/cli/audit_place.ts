import { HOUSE } from "../storage/schema/house.ts";
import type { AuditBreak } from "../security/verify_chain.ts";

/** Where the audit is broken, in words. */
export function placeOf({ location_id, sequence }: AuditBreak): string {
  return `entry ${sequence}${location_id === HOUSE ? "" : ` of ${location_id}`}`;
}
