import { payWeek } from "../restaurant/labour/overtime.ts";
import type { TimeEntry } from "../restaurant/labour/read_labour.ts";
import { weekOf } from "../restaurant/labour/write_shifts.ts";
import type { DayOfSales } from "./history.ts";
import { growingIds } from "./ids.ts";
import type { Place } from "./place.ts";
import { between, seededRandom } from "./random.ts";
import { instantText, millisecondsAt, type TradingDay } from "./trading_days.ts";

/** Days that the time clock reaches back. */
const DAYS = 120;

/** A job's usual shift: local minutes of the business day, and the wage of an hour in cents. */
interface Post {
  readonly job: string;
  readonly from: number;
  readonly to: number;
  readonly wage: number;
  /** Only on Fridays and Saturdays. */
  readonly isForWeekends?: boolean;
}

const SERVERS: readonly Post[] = [
  { job: "Server", from: 1050, to: 1290, wage: 15_00 },
  { job: "Server", from: 1080, to: 1320, wage: 15_00, isForWeekends: true },
];

/** The kitchen is staffed from before the doors open until after they close. */
const KITCHEN = { before: 45, after: 30, longest: 510, handover: 15, wage: 19_00 };

const NAMES = ["Ana", "Ben", "Chi", "Dora", "Eli"];

/** The shifts that were worked at all locations and ended before now, with overtime past 40 hours. */
export function demoShifts(days: readonly DayOfSales[], now: number, seed: number): TimeEntry[] {
  const nextId = growingIds(seededRandom(seed, "shifts"));
  const worked = days
    .filter(({ day, orders }) => day.days_ago < DAYS && orders.length > 0)
    .flatMap((one) => shiftsOf(one, nextId, seed))
    .filter(({ ended_at }) => ended_at <= instantText(now));
  return withOvertime(worked);
}

function shiftsOf({ place, day }: DayOfSales, nextId: () => string, seed: number): TimeEntry[] {
  const { location } = place;
  const random = seededRandom(seed, "shifts", location.id, day.date);
  const servers = SERVERS.filter(({ isForWeekends = false }) =>
    !isForWeekends || isWeekend(day.weekday)
  );
  const posts = [...cooks(place, day), ...servers];
  return posts.map(({ job, from, to, wage }, i) => {
    const start = from + between(random, -6, 6);
    const end = to + between(random, -5, 25);
    const minutes = end - start - 30;
    // The same people five days in seven: who is off moves on through the week.
    const name = NAMES[(i + day.weekday * 2) % NAMES.length] ?? "";
    return {
      id: nextId(),
      location_id: location.id,
      source_key: `demo ${day.date} ${i}`,
      employee: `${name} (${location.name})`,
      job,
      business_date: day.date,
      started_at: instantText(millisecondsAt(day, start)),
      ended_at: instantText(millisecondsAt(day, end)),
      regular_minutes: minutes,
      overtime_minutes: 0,
      regular_pay: Math.round(minutes * wage / 60),
      overtime_pay: 0,
      import_id: null,
    };
  });
}

/** Cooks one after the other, each staying until the next is there, as many as the hours need. */
function cooks({ location }: Place, { weekday }: TradingDay): Post[] {
  const hours = location.hours.filter(({ weekdays }) => weekdays.includes(weekday))
    .flatMap(({ weights }) => Object.keys(weights).map(Number));
  if (hours.length === 0) return [];
  const from = Math.min(...hours) * 60 - KITCHEN.before;
  const to = (Math.max(...hours) + 1) * 60 + KITCHEN.after;
  const shifts = Math.ceil((to - from) / KITCHEN.longest);
  const length = Math.round((to - from) / shifts);
  return Array.from({ length: shifts }, (_, i) => ({
    job: "Cook",
    from: from + i * length,
    to: from + (i + 1) * length + KITCHEN.handover,
    wage: KITCHEN.wage,
  }));
}

function isWeekend(weekday: number): boolean {
  return weekday === 5 || weekday === 6;
}

function withOvertime(shifts: readonly TimeEntry[]): TimeEntry[] {
  return [...Map.groupBy(shifts, (shift) => JSON.stringify(weekOf(shift))).values()]
    .flatMap((week) => {
      const paid = payWeek(week.map(({ regular_minutes, regular_pay }) => ({
        minutes: regular_minutes,
        hourly_wage: Math.round(60 * (regular_pay ?? 0) / regular_minutes),
      })));
      return week.map((shift, i) => ({ ...shift, ...paid[i] }));
    });
}
