import type { Logger } from "@logtape/logtape";
import { foldSimilar, type Similar } from "../security/similar_calls.ts";
import type { Metrics } from "../telemetry/metrics.ts";

/** Refusals of one kind are written once in this time. */
const REFUSALS_MS = 60_000;

/** More kinds of refusals than honest callers give reason to. */
const MOST_REFUSALS = 10_000;

/** The same read of a caller is two entries in this time: a screen asks again all day. */
const READS_MS = 3_600_000;

/** More callers times questions than there are in this time. */
const MOST_READS = 20_000;

/** What is written down once for many calls; disposing writes what is pending. */
export interface Folding extends Disposable {
  readonly refusals: Similar;
  readonly reads: Similar;
  /**
   * Counts and logs a request that was refused before it became a call.
   *
   * @param reason One of the program's own words.
   * @param who Address of an unknown caller, id of a known one.
   */
  onRefused(reason: string, who: string): void;
}

/** Starts putting similar refusals and reads together. */
export function startFolding(metrics: Pick<Metrics, "refused">, logger: Logger): Folding {
  const refusals = foldSimilar({
    windowMs: REFUSALS_MS,
    most: MOST_REFUSALS,
    combinesOthers: true,
  });
  const reads = foldSimilar({ windowMs: READS_MS, most: MOST_READS, combinesOthers: false });
  return {
    refusals,
    reads,
    onRefused(reason, who) {
      metrics.refused(reason);
      refusals.fold(
        [reason, who],
        (similar = 1) =>
          logger.info("refused: {reason}, {who}, {similar} times", { reason, who, similar }),
      );
    },
    [Symbol.dispose]() {
      refusals[Symbol.dispose]();
      reads[Symbol.dispose]();
    },
  };
}
