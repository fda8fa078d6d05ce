import { RestaurantError } from "../values/errors.ts";

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
 * Periods as the command line writes them: `keys=30,events=90,movements=365`, or some of these; the
 * others keep their defaults.
 *
 * @throws {RestaurantError} INVALID_INPUT naming the part that cannot be read.
 */
export function parseRetention(text: string): RetentionDays {
  const parts = text.split(",").map((part) => part.trim()).filter((part) => part !== "");
  return { ...DEFAULT_RETENTION, ...Object.fromEntries(parts.map(parsePeriod)) };
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
    hint: "Write keys=30, events=90 or movements=365: days, from 1 to 36500.",
  });
}
