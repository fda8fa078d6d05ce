import type { DateText } from "../../../values/business_day.ts";
import { dateOfDay, dayNumber } from "../../../values/day_number.ts";
import type { AnalyticsQuestion } from "../answer/analyse.ts";
import { CONTEXT_DAYS } from "../context_days.ts";
import type { Request } from "./answer_cache.ts";

/**
 * The cache key of a question, and which changes invalidate its answer.
 *
 * @param today The business date of its locations: tomorrow, another day is over.
 */
export function analyticsRequest(
  { locations, period, sections, showsNames }: AnalyticsQuestion,
  today: DateText,
): Pick<Request<object>, "key" | "dependsOn"> {
  const ids = locations.map(({ id }) => id).sort();
  return {
    key: JSON.stringify([ids, period, sections, showsNames, today]),
    dependsOn: {
      location_ids: new Set(ids),
      until: lastDayRead(period.end_date, today),
      sections: new Set(sections),
    },
  };
}

/** Days after the period also show what is usual for a weekday, if they are over. */
function lastDayRead(end: DateText, today: DateText): DateText {
  const last = Math.min(dayNumber(end) + CONTEXT_DAYS, dayNumber(today) - 1);
  return dateOfDay(Math.max(last, dayNumber(end)));
}
