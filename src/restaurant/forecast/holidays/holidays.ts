import { type DayNumber, weekdayOf } from "../../../values/day_number.ts";
import type { DayKind, DayKinds } from "./day_kinds.ts";
import { COUNTRIES, type Substitute } from "./countries.ts";

/** The public holidays of a year by day, each with its name; empty for a country that is not known. */
export function holidaysOf(country: string, year: number): ReadonlyMap<DayNumber, string> {
  const { substitute, holidays } = COUNTRIES[country] ?? { substitute: "none", holidays: {} };
  // The first of January may be observed on the last day of the year before.
  const named = [year, year + 1].flatMap((each) =>
    Object.entries(holidays)
      .flatMap(([name, rule]) => rule(each).map((day) => [day, name] as const))
      .sort(([a], [b]) => a - b)
  );
  const all = new Map(named);
  for (const [day, name] of named) {
    const other = NEVER_MOVED.test(name) ? null : substituteFor(day, substitute, all);
    if (other !== null) all.set(other, `${name} (observed)`);
  }
  return new Map([...all].filter(([day]) => yearOf(day) === year).sort(([a], [b]) => a - b));
}

/** Easter has its own Monday. */
const NEVER_MOVED = /^Easter/;

function yearOf(day: DayNumber): number {
  return new Date(day * 86_400_000).getUTCFullYear();
}

/** The weekday that is off because a holiday falls on a weekend; null when none is. */
function substituteFor(
  day: DayNumber,
  substitute: Substitute,
  taken: ReadonlyMap<DayNumber, string>,
): DayNumber | null {
  const weekday = weekdayOf(day);
  if (weekday < 5 || substitute === "none") return null;
  if (substitute === "nearest") return weekday === 5 ? day - 1 : day + 1;
  if (substitute === "sunday_next" && weekday === 5) return null;
  let other = day + 1;
  while (weekdayOf(other) >= 5 || taken.has(other)) other++;
  return other;
}

/** The name of the holiday on a day, or undefined. Years are worked out once. */
export function holidayNames(country: string): (day: DayNumber) => string | undefined {
  const years = new Map<number, ReadonlyMap<DayNumber, string>>();
  return (day) => {
    const year = yearOf(day);
    return years.getOrInsertComputed(year, () => holidaysOf(country, year)).get(day);
  };
}

/** Which days are holidays of a country, and which the days before. */
export function holidayKinds(country: string): DayKinds {
  const nameOf = holidayNames(country);
  const known = new Map<DayNumber, DayKind>();
  return (day) =>
    known.getOrInsertComputed(day, () => {
      const isHoliday = nameOf(day) !== undefined;
      return { isHoliday, isEve: !isHoliday && nameOf(day + 1) !== undefined };
    });
}
