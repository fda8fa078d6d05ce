import type { Reader } from "../storage/database.ts";
import type { Clock } from "../values/clock.ts";

/** What the tools of this server are given; each names only what it needs of it. */
export interface Services {
  readonly reader: Reader;
  readonly clock: Clock;
  readonly health: HealthProbe;
}

/** What `health_check` asks. */
export interface HealthProbe {
  readonly version: string;
  /** Since when this process serves. */
  readonly started: Temporal.Instant;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
}
