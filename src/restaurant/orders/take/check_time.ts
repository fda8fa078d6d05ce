import { hoursText, isOpen, type OpeningHours } from "../../locations/opening_hours.ts";
import type { Location } from "../../locations/location.ts";
import { businessDate } from "../../../values/business_day.ts";
import { DAYS_AHEAD } from "./order_request.ts";
import type { Report } from "./problems.ts";

const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

/** Where and when an order is taken. */
export interface OrderingCalendar {
  readonly location: Location;
  readonly hours: readonly OpeningHours[];
  readonly now: Temporal.Instant;
}

/** When the order is wanted: null for as soon as possible. Closed doors are reported. */
export function checkTime(
  text: string | undefined,
  place: OrderingCalendar,
  report: Report,
): Temporal.Instant | null {
  if (text === undefined) {
    const problem = closedProblem(place, place.now);
    if (problem !== undefined) report("location", problem);
    return null;
  }
  const wanted = readTime(text, place.location.time_zone);
  const problem = wanted === undefined
    ? "Write a time as ISO 8601, such as 2026-11-27T19:30 (local) or 2026-11-27T19:30:00Z."
    : timeProblem(wanted, place);
  if (problem !== undefined) report("requested_time", problem);
  return wanted ?? null;
}

/** An instant, or a local time if no offset is given; to the second. */
function readTime(text: string, timeZone: string): Temporal.Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[^[]{0,30}$/.test(text)) return undefined;
  try {
    const instant = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)
      ? Temporal.Instant.from(text)
      : Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).toInstant();
    return instant.round({ smallestUnit: "second", roundingMode: "floor" });
  } catch {
    return undefined;
  }
}

function timeProblem(wanted: Temporal.Instant, place: OrderingCalendar): string | undefined {
  const { now, location } = place;
  if (Temporal.Instant.compare(wanted, now) < 0) {
    return `${localText(wanted, location)} is over; leave it out for as soon as possible.`;
  }
  if (Temporal.Instant.compare(wanted, now.add({ hours: DAYS_AHEAD * 24 })) > 0) {
    return `Orders are taken at most ${DAYS_AHEAD} days ahead.`;
  }
  return closedProblem(place, wanted);
}

function closedProblem(
  { location, hours }: OrderingCalendar,
  at: Temporal.Instant,
): string | undefined {
  const local = at.toZonedDateTimeISO(location.time_zone).toPlainDateTime();
  if (isOpen(hours, local)) return undefined;
  const { dayOfWeek } = Temporal.PlainDate.from(businessDate(local, location));
  return `${location.name} is closed at ${localText(at, location)}; on ` +
    `${WEEKDAYS[dayOfWeek - 1]}s it takes orders ${hoursText(hours, dayOfWeek)}.`;
}

/** An instant on the location's wall clock: `Monday 2026-11-23 19:30`. */
function localText(at: Temporal.Instant, { time_zone }: Pick<Location, "time_zone">): string {
  const local = at.toZonedDateTimeISO(time_zone);
  const minute = local.toPlainDateTime().toString({ smallestUnit: "minute" });
  return `${WEEKDAYS[local.dayOfWeek - 1]} ${minute.replace("T", " ")}`;
}
