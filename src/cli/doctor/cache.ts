import { KEPT_ANSWERS, KEPT_SECONDS } from "../../restaurant/analytics/cache/answer_cache.ts";
import { readable } from "./database.ts";
import { type DoctorContext, type Finding, ok } from "./finding.ts";

/** How long analyses are cached. */
export function checkCache(context: DoctorContext): Finding[] {
  if (readable(context) === undefined) return [];
  return [ok(
    "cache",
    `at most ${KEPT_ANSWERS} analyses for ${KEPT_SECONDS} s in each server; changes drop what they ` +
      "touch",
  )];
}
