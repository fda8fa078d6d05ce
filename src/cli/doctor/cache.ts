import { KEPT_ANSWERS, KEPT_SECONDS } from "../../restaurant/analytics/cache/answer_cache.ts";
import { lastSequence } from "../../restaurant/journal/outbox.ts";
import { readable } from "./database.ts";
import { type DoctorContext, type Finding, ok } from "./finding.ts";

/** How long analyses are cached, and the last event that would invalidate them. */
export async function checkCache(context: DoctorContext): Promise<Finding[]> {
  const snapshot = readable(context);
  if (snapshot === undefined) return [];
  const last = await lastSequence(snapshot.reader);
  return [ok(
    "cache",
    `at most ${KEPT_ANSWERS} analyses for ${KEPT_SECONDS} s in each server; changes up to event ` +
      `${last} drop what they touch`,
  )];
}
