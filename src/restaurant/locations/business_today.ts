import { type BusinessCalendar, momentOfInstant } from "../../values/business_day.ts";

type Place = BusinessCalendar & { readonly id: string };

const MOST_PLACES = 6;

/** Which business date is today at each location, as one sentence for the basis of an answer. */
export function businessToday(locations: readonly Place[], now: Temporal.Instant): string {
  const dates = Map.groupBy(
    locations,
    (location) => momentOfInstant(now, location).business_date,
  );
  const texts = Array.from(dates, ([date, some]) => `${date} at ${placesText(some)}`);
  return `Today's business date is ${texts.join(", ")}.`;
}

function placesText(locations: readonly Place[]): string {
  const more = locations.length - MOST_PLACES;
  const names = locations.slice(0, MOST_PLACES).map(({ id }) => id).join(", ");
  return more > 0 ? `${names} and ${more} more` : names;
}
