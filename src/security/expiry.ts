import { RestaurantError } from "../values/errors.ts";

const LONGEST_DAYS = 3650;

/**
 * The expiry of a token as a person writes it: a date (to its end, UTC), an instant, or a number of
 * days from now such as `90d`.
 *
 * @throws {RestaurantError} INVALID_INPUT for anything else.
 */
export function parseExpiry(text: string, now: Temporal.Instant): Temporal.Instant {
  const [, days] = /^(\d{1,4})d$/.exec(text) ?? [];
  if (days !== undefined && Number(days) >= 1 && Number(days) <= LONGEST_DAYS) {
    return now.add({ hours: 24 * Number(days) }).round("second");
  }
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? endOfDay(text) : Temporal.Instant.from(text);
  } catch {
    throw new RestaurantError("INVALID_INPUT", `The expiry '${text.slice(0, 40)}' is not valid.`, {
      hint: "Use a date such as 2027-06-30 (to its end, UTC), an instant such as " +
        `2027-06-30T18:00:00Z, or a number of days from 1d to ${LONGEST_DAYS}d.`,
    });
  }
}

function endOfDay(date: string): Temporal.Instant {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime("UTC").toInstant();
}
