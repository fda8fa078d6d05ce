import type { Writer } from "../../storage/database.ts";
import { freshIds } from "../../storage/ids.ts";
import type { Minor } from "../../values/money.ts";
import { recordEvents } from "../journal/outbox.ts";
import { payWeek } from "./overtime.ts";
import { minutesOf, payOf, type TimeEntry } from "./read_labour.ts";

/** A shift before it is stored. */
export type NewShift = Omit<TimeEntry, "id">;

/**
 * Adds a shift, or changes the one that its source wrote before.
 *
 * @param splitsOvertime Whether regular and overtime come from the source; if they do not, they may
 * have been split here since, which is no change.
 * @returns What became of it, and the shift as it was.
 */
export async function writeShift(
  writer: Writer,
  shift: NewShift,
  splitsOvertime: boolean,
): Promise<WrittenShift> {
  const known = await writer.selectFrom("time_entries").selectAll()
    .where("location_id", "=", shift.location_id).where("source_key", "=", shift.source_key)
    .executeTakeFirst();
  if (known === undefined) {
    const [id = ""] = await freshIds(writer, "time_entries", 1);
    await writer.insertInto("time_entries").values({ id, ...shift }).execute();
    return { effect: "added" };
  }
  if (isSame(known, { id: known.id, ...shift }, splitsOvertime)) return { effect: "unchanged" };
  await writer.updateTable("time_entries").set(shift).where("id", "=", known.id).execute();
  return { effect: "changed", before: known };
}

/** What became of a shift. */
export interface WrittenShift {
  readonly effect: "added" | "changed" | "unchanged";
  /** The shift that it takes the place of. */
  readonly before?: TimeEntry;
}

function isSame(known: TimeEntry, shift: TimeEntry, splitsOvertime: boolean): boolean {
  const told = (entry: TimeEntry) => [
    ...[entry.employee, entry.job, entry.business_date, entry.started_at, entry.ended_at],
    minutesOf(entry),
    ...(splitsOvertime ? [entry.overtime_minutes, entry.regular_pay, entry.overtime_pay] : []),
  ];
  const [one, other] = [hourlyWage(known), hourlyWage(shift)];
  const isPaidAlike = one === other ||
    (one !== null && other !== null && Math.abs(one - other) < 1);
  return JSON.stringify(told(known)) === JSON.stringify(told(shift)) && isPaidAlike;
}

/** The usual pay for an hour of a shift, in minor units; null if it is not recorded. */
export function hourlyWage(entry: TimeEntry): number | null {
  const { regular_minutes, regular_pay, overtime_minutes, overtime_pay } = entry;
  if (regular_pay === null) return null;
  if (regular_minutes > 0) return 60 * regular_pay / regular_minutes;
  return overtime_minutes > 0 ? 60 * (overtime_pay ?? 0) / overtime_minutes / 1.5 : null;
}

/** An employee's week at all locations. */
export interface WorkedWeek {
  readonly employee: string;
  /** Its Monday. */
  readonly monday: string;
}

/** The week that a shift belongs to; weeks begin on Monday. */
export function weekOf({ employee, business_date }: NewShift): WorkedWeek {
  const date = Temporal.PlainDate.from(business_date);
  return { employee, monday: date.subtract({ days: date.dayOfWeek - 1 }).toString() };
}

/**
 * Splits regular time and overtime of whole weeks, whichever files and locations they came from.
 *
 * @returns By how much all pay changed, in minor units.
 */
export async function splitOvertime(
  writer: Writer,
  weeks: readonly WorkedWeek[],
): Promise<Minor> {
  let gained = 0;
  for (const { employee, monday } of weeks) {
    const sunday = Temporal.PlainDate.from(monday).add({ days: 6 }).toString();
    const entries = await writer.selectFrom("time_entries").selectAll()
      .where("employee", "=", employee)
      .where("business_date", ">=", monday).where("business_date", "<=", sunday)
      .orderBy("started_at").orderBy("id").execute();
    const wages = entries.map(hourlyWage);
    const paid = payWeek(entries.map((entry, i) => ({
      minutes: minutesOf(entry),
      hourly_wage: wages[i] ?? 0,
    })));
    for (const [i, entry] of entries.entries()) {
      const split = paid[i];
      if (split === undefined || split.overtime_minutes === entry.overtime_minutes) continue;
      const pay = wages[i] === null ? { regular_pay: null, overtime_pay: null } : {};
      gained += (payOf({ ...split, ...pay }) ?? 0) - (payOf(entry) ?? 0);
      await writer.updateTable("time_entries").set({ ...split, ...pay })
        .where("id", "=", entry.id).execute();
    }
  }
  return gained;
}

/** Records that shifts changed: one event for each location. */
export async function noteLabourChanged(
  writer: Writer,
  locationIds: Iterable<string>,
  at: string,
): Promise<void> {
  const events = [...new Set(locationIds)].map((id) => ({
    kind: "labour_changed" as const,
    subject_id: id,
    location_id: id,
    business_date: null,
  }));
  await recordEvents(writer, events, at);
}
