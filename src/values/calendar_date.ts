import {
  type BusinessCalendar,
  type DateText,
  isOfDayBefore,
  type Moment,
} from "./business_day.ts";
import { dateOfDay, dayNumber } from "./day_number.ts";

/**
 * The date on the wall clock at a moment: before the business day begins it is the day after the
 * business date. The time zone is asked only within the hour in which it begins.
 */
export function calendarDate(
  { at, business_date, local_hour }: Moment,
  calendar: BusinessCalendar,
): DateText {
  const hour = local_hour * 60;
  if (!isOfDayBefore(hour, calendar)) return business_date;
  if (isOfDayBefore(hour + 59, calendar)) return dateOfDay(dayNumber(business_date) + 1);
  return Temporal.Instant.from(at).toZonedDateTimeISO(calendar.time_zone).toPlainDate().toString();
}
