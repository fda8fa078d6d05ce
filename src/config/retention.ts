import { RestaurantError } from "../values/errors.ts";
import { namedParts } from "../values/named_parts.ts";

/** For how many days rows are kept, or kept one by one. */
export interface RetentionDays {
  /** Answers to requests that may be repeated. */
  readonly keys: number;
  /** Events, for clients that were away. */
  readonly events: number;
  /** What each order took from stock; older movements are summed up by day. */
  readonly movements: number;
}

/** Longer than anyone repeats a request, stays away, or asks which order took what. */
export const DEFAULT_RETENTION: RetentionDays = { keys: 30, events: 90, movements: 365 };

/** A century. */
const MOST_DAYS = 36_500;

/**
 * Periods as the command line writes them, such as `keys=30,events=90`: all, or some of them; the
 * others keep their defaults.
 *
 * @throws {RestaurantError} INVALID_INPUT naming the part that cannot be read, or is there twice.
 */
export function parseRetention(text: string): RetentionDays {
  return { ...DEFAULT_RETENTION, ...Object.fromEntries(namedParts(text).map(parsePeriod)) };
}

/** The periods as `parseRetention` reads them. */
export function retentionText(periods: RetentionDays): string {
  return Object.entries(periods).map(([name, days]) => `${name}=${days}`).join(",");
}

function parsePeriod(part: string): [string, number] {
  const [, name = "", days = ""] = /^(\w+)=(\d{1,5})$/.exec(part) ?? [];
  const period = Number(days);
  if (Object.hasOwn(DEFAULT_RETENTION, name) && period >= 1 && period <= MOST_DAYS) {
    return [name, period];
  }
  throw new RestaurantError("INVALID_INPUT", `The period '${part}' cannot be read.`, {
    hint: `Write ${
      retentionText(DEFAULT_RETENTION)
    }, or some of these: days, from 1 to ${MOST_DAYS}.`,
  });
}
