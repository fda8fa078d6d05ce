import { clockMinutes } from "../../values/business_day.ts";
import { RestaurantError } from "../../values/errors.ts";
import type { OpeningHours } from "./opening_hours.ts";

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY = 1440;
const HALF_DAY = 720;

/**
 * Reads opening hours as people write them: `mon-thu 11:00-22:00, fri-sat 11:00-01:00`, several
 * stretches of a day one after the other: `sun 10:00-14:00 17:00-21:00`. Days that are not named are
 * closed; `always` is no hours at all.
 *
 * @throws {RestaurantError} INVALID_INPUT quoting the part that cannot be read.
 */
export function parseHours(text: string): OpeningHours[] {
  if (text.trim().toLowerCase() === "always") return [];
  return text.toLowerCase().split(",").flatMap((part) => {
    const [days = "", ...stretches] = part.trim().split(/\s+/);
    if (stretches.length === 0) throw unreadable(part);
    return weekdaysOf(days, part).flatMap((weekday) =>
      stretches.map((stretch) => ({ weekday, ...stretchOf(stretch, part) }))
    );
  });
}

function weekdaysOf(days: string, part: string): number[] {
  const [first = "", last = first, ...others] = days.split("-");
  const [from, to] = [WEEKDAYS.indexOf(first), WEEKDAYS.indexOf(last)];
  if (from < 0 || to < 0 || others.length > 0) throw unreadable(part);
  const count = (to - from + 7) % 7 + 1;
  return Array.from({ length: count }, (_, index) => (from + index) % 7 + 1);
}

/** A stretch that ends no later than it begins ends on the next day, at noon at the latest. */
function stretchOf(stretch: string, part: string): { opens: number; closes: number } {
  const [from = "", to = "", ...others] = stretch.split("-");
  if (from === "" || to === "" || others.length > 0) throw unreadable(part);
  const [opens, end] = [clockMinutes(from), to === "24:00" ? DAY : clockMinutes(to)];
  const closes = end > opens ? end : end + DAY;
  if (closes > DAY + HALF_DAY) throw unreadable(part);
  return { opens, closes };
}

function unreadable(part: string): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `Opening hours '${part.trim().slice(0, 80)}' cannot be read; write them as ` +
      "'mon-thu 11:00-22:00, fri-sat 11:00-01:00', or 'always'.",
  );
}
