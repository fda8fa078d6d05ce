import type { Location } from "../locations/location.ts";
import type { OpeningHours } from "../locations/opening_hours.ts";
import type { Reader } from "../../storage/database.ts";
import { businessTime } from "../../values/business_day.ts";
import { dateOfDay, type DayNumber, dayNumber, weekdayOf } from "../../values/day_number.ts";
import { daysOf } from "./like_for_like.ts";
import type { Period } from "../../values/period.ts";
import {
  readDayFigures,
  readDaysByMonth,
  readDayTransactions,
  readTransactionsOn,
} from "./read_days.ts";
import { type ImportedDays, readBackground, type SalesBackground } from "./sales_background.ts";
import { type CutOff, habitDays, needsHabit, type SalesHistory } from "./sales_history.ts";

/**
 * Up to this many days are read with all figures, which are then added up here instead of read
 * again.
 */
const FEW_DAYS = 100;

const NONE: ReadonlySet<DayNumber> = new Set();

/** What is known about the days of some locations in some periods, and the background of all. */
export async function readHistories(
  reader: Reader,
  locations: readonly Location[],
  periods: readonly Period[],
  now: Temporal.Instant,
): Promise<{ histories: SalesHistory[]; background: SalesBackground }> {
  const ids = locations.map(({ id }) => id);
  const { background, ends } = await readBackground(reader, ids);
  const days = periods.flatMap(daysOf);
  const areFew = days.length * ids.length <= FEW_DAYS;
  const [period, ...compared] = periods;
  const known = areFew
    ? await readDayFigures(reader, ids, periods)
    : period === undefined || compared.length > 0
    ? await readDayTransactions(reader, ids, periods)
    : await readDaysByMonth(reader, ids, period, ends);
  const nothing = { transactions: new Map(), ...(areFew && { figures: new Map() }) };
  const histories = locations.map((location): SalesHistory => {
    const { id } = location;
    const { first = null, last = null } = ends.get(id) ?? {};
    const { transactions, figures } = known.get(id) ?? nothing;
    const hours = background.hours.get(id) ?? [];
    const clock = cutOffAt(now, location);
    const history = {
      location,
      today: clock.day,
      isTodayOver: isOver(hours, clock),
      first,
      last,
      transactions,
      ...(figures !== undefined && { figures }),
      openWeekdays: openWeekdays(hours),
      closed: background.closed.get(id) ?? NONE,
    };
    return { ...history, cutOff: cutOffOf(history, background.imports.get(id)?.at(-1), clock) };
  });
  return { histories: await withHabits(reader, histories, days), background };
}

/** With the same weekdays around days without data, if only they show whether it was open. */
async function withHabits(
  reader: Reader,
  histories: readonly SalesHistory[],
  days: readonly DayNumber[],
): Promise<SalesHistory[]> {
  const asked = new Set(days);
  const around = new Map(histories.map((history) => {
    const unknown = days.filter((day) => needsHabit(history, day));
    const others = unknown.flatMap((day) => habitDays(history, day));
    return [history.location.id, new Set(others).difference(asked)];
  }));
  const ids = [...around].filter(([, others]) => others.size > 0).map(([id]) => id);
  if (ids.length === 0) return [...histories];
  const dates = new Set([...around.values()].flatMap((others) => [...others]));
  const found = await readTransactionsOn(reader, ids, [...dates].map(dateOfDay));
  return histories.map((history) => {
    const others = found.get(history.location.id)?.transactions ?? new Map<DayNumber, number>();
    return { ...history, transactions: new Map([...history.transactions, ...others]) };
  });
}

function openWeekdays(hours: readonly OpeningHours[]): ReadonlySet<number> | null {
  return hours.length === 0 ? null : new Set(hours.map(({ weekday }) => weekday - 1));
}

/** The position of an instant in the business day of a location. */
function cutOffAt(instant: Temporal.Instant, location: Location): CutOff {
  const { business_date, minutes } = businessTime(instant, location);
  return { day: dayNumber(business_date), minutes };
}

function isOver(hours: readonly OpeningHours[], { day: today, minutes }: CutOff): boolean {
  const closes = hours.filter(({ weekday }) => weekday === weekdayOf(today) + 1)
    .map(({ closes }) => closes);
  return hours.length > 0 && closes.every((end) => minutes >= end);
}

/**
 * An import that was made while its last day was going on knows that day up to then; sales that are
 * written as they happen know today up to now.
 *
 * @param imported The import that goes farthest.
 * @param clock Now.
 */
function cutOffOf(
  { location, today, isTodayOver, last, transactions }: Omit<SalesHistory, "cutOff">,
  imported: ImportedDays | undefined,
  clock: CutOff,
): CutOff | null {
  if (last === null) return null;
  if (imported?.last === last) {
    const known = cutOffAt(Temporal.Instant.from(imported.imported_at), location);
    return known.day === last ? known : null;
  }
  return !isTodayOver && transactions.has(today) ? clock : null;
}
