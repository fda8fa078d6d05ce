import type { AnalyticsAnswer } from "../restaurant/analytics/answer/analytics_answer.ts";
import { type AnswerCache, createAnswerCache } from "../restaurant/analytics/cache/answer_cache.ts";
import { lastEvents, readEvents } from "../restaurant/journal/outbox.ts";
import type { Database } from "../storage/database.ts";
import type { Gauges } from "../telemetry/metrics.ts";

/** The cache of analyses of a database: what its events say has changed is dropped. */
export function analysesOf(
  { lookups }: Pick<Database, "lookups">,
  onError: (error: unknown) => void,
): AnswerCache<AnalyticsAnswer> {
  return createAnswerCache<AnalyticsAnswer>({
    read: (after, limit) => readEvents(lookups, after, limit),
    last: () => lastEvents(lookups),
    onError,
  });
}

/** What a cache did, as gauges. */
export function cacheGauges(
  { figures: { entries, hits, misses, dropped } }: Pick<AnswerCache<object>, "figures">,
): Gauges {
  return { cache_entries: entries, cache_hits: hits, cache_misses: misses, cache_dropped: dropped };
}
