import type { Config } from "../../config/config.ts";
import type { Snapshot } from "../../storage/backup/snapshot.ts";
import type { RestaurantError } from "../../values/errors.ts";

/** What a check found. */
export interface Finding {
  /** What was examined. */
  readonly name: string;
  readonly status: "ok" | "warning" | "failed";
  readonly finding: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** Everything that the checks look at. */
export interface DoctorContext {
  readonly config: Config;
  /** The database as it is now, or why it cannot be opened; null if it is only in memory. */
  readonly database: Snapshot | RestaurantError | null;
  readonly now: Temporal.Instant;
  readonly signal: AbortSignal;
}

/** Examines one thing; returns nothing if it does not apply to this configuration. */
export type Check = (context: DoctorContext) => Promise<readonly Finding[]> | readonly Finding[];

/** It is as it should be. */
export function ok(name: string, finding: string): Finding {
  return { name, status: "ok", finding };
}

/** It works, but needs attention. */
export function warning(name: string, finding: string, advice: string): Finding {
  return { name, status: "warning", finding, advice };
}

/** It does not work, or must not be so. */
export function failed(name: string, finding: string, advice?: string): Finding {
  return { name, status: "failed", finding, ...(advice !== undefined && { advice }) };
}
