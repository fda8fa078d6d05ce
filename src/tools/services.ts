import type { AnalyticsAnswer } from "../restaurant/analytics/answer/analytics_answer.ts";
import type { AnswerCache } from "../restaurant/analytics/cache/answer_cache.ts";
import type { FileDesk } from "../files/desk.ts";
import type { Principal } from "../security/principal.ts";
import type { Database, Reader } from "../storage/database.ts";
import type { HealthProbe } from "../telemetry/health.ts";
import type { Clock } from "../values/clock.ts";
import type { RunJob } from "../work/runner.ts";

/** The services of this server's tools; each names only those it needs. */
export interface Services {
  readonly reader: Reader;
  /** Runs work in one transaction; only tools whose effect is not `read` may name it. */
  readonly write: Database["write"];
  /** Runs a read that may take long off the main thread. */
  readonly runJob: RunJob;
  /** Analyses that were made lately, until the data changes. */
  readonly analyses: AnswerCache<AnalyticsAnswer>;
  readonly clock: Clock;
  /** The caller. */
  readonly principal: Principal;
  /** Files made for callers. */
  readonly files: FileDesk;
  readonly health: HealthProbe;
}
