import type { BusinessCalendar } from "../../values/business_day.ts";

/**
 * The 24 hours as rollups name them, in the order of the business day: if it starts at 04:00, `04`
 * comes first and `03` last. Of several locations the earliest start counts.
 */
export function hoursInOrder(
  locations: readonly Pick<BusinessCalendar, "business_day_start">[],
): readonly string[] {
  const first = Math.floor(Math.min(...locations.map((one) => one.business_day_start)) / 60);
  return Array.from({ length: 24 }, (_, at) => String((first + at) % 24).padStart(2, "0"));
}
