import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import type { Minor } from "../../values/money.ts";
import type { Location } from "../locations/location.ts";
import type { Period } from "../../values/period.ts";

/** A shift as it was imported. */
export type TimeEntry = Row<"time_entries">;

/** Hours and pay of a period. */
export interface Labour {
  readonly entries: readonly TimeEntry[];
  readonly minutes: number;
  readonly overtime_minutes: number;
  /** Null when a shift has no pay: a sum would be too low. */
  readonly pay: Minor | null;
  /** Shifts without pay. */
  readonly unpaid_entries: number;
  /** Paid minutes by hour of the day on the wall clock, `00` to `23`. */
  readonly by_hour: ReadonlyMap<string, number>;
  /** Pay in the same way, of the shifts that have pay recorded. */
  readonly pay_by_hour: ReadonlyMap<string, Minor>;
}

/** The shifts of some locations that began in a period. */
export async function readLabour(
  reader: Reader,
  locations: readonly Location[],
  period: Period,
): Promise<Labour> {
  const entries = await reader.selectFrom("time_entries").selectAll()
    .where("location_id", "in", locations.map(({ id }) => id))
    .where("business_date", ">=", period.date)
    .where("business_date", "<=", period.end_date)
    .orderBy("started_at").orderBy("id").execute();
  const unpaid = entries.filter((entry) => payOf(entry) === null);
  const sum = (value: (entry: TimeEntry) => number) =>
    entries.reduce((total, entry) => total + value(entry), 0);
  return {
    entries,
    minutes: sum(minutesOf),
    overtime_minutes: sum(({ overtime_minutes }) => overtime_minutes),
    pay: unpaid.length > 0 ? null : sum((entry) => payOf(entry) ?? 0),
    unpaid_entries: unpaid.length,
    ...byHour(entries, locations),
  };
}

/** Paid minutes of a shift. */
export function minutesOf(
  { regular_minutes, overtime_minutes }: Pick<TimeEntry, "regular_minutes" | "overtime_minutes">,
): number {
  return regular_minutes + overtime_minutes;
}

/** The cost of a shift; null if it is not recorded. */
export function payOf(
  { regular_pay, overtime_pay }: Pick<TimeEntry, "regular_pay" | "overtime_pay">,
): Minor | null {
  return regular_pay === null ? null : regular_pay + (overtime_pay ?? 0);
}

/**
 * Paid minutes and pay of the shifts by hour of the day. A break's hour is not known, so both are
 * spread evenly over the time between clocking in and out.
 */
function byHour(
  entries: readonly TimeEntry[],
  locations: readonly Location[],
): Pick<Labour, "by_hour" | "pay_by_hour"> {
  const zones = new Map(locations.map(({ id, time_zone }) => [id, time_zone]));
  const by_hour = new Map<string, number>();
  const pay_by_hour = new Map<string, Minor>();
  for (const entry of entries) {
    const [paidMinutes, pay] = [minutesOf(entry), payOf(entry) ?? 0];
    const zone = zones.get(entry.location_id) ?? "UTC";
    let at = Temporal.Instant.from(entry.started_at).toZonedDateTimeISO(zone);
    const end = Temporal.Instant.from(entry.ended_at);
    const length = at.toInstant().until(end).total("minutes");
    while (Temporal.Instant.compare(at.toInstant(), end) < 0) {
      const next = at.round({ smallestUnit: "hour", roundingMode: "floor" }).add({ hours: 1 });
      const until = Temporal.Instant.compare(next.toInstant(), end) < 0 ? next.toInstant() : end;
      const minutes = at.toInstant().until(until).total("minutes");
      const key = String(at.hour).padStart(2, "0");
      by_hour.set(key, (by_hour.get(key) ?? 0) + minutes * paidMinutes / length);
      pay_by_hour.set(key, (pay_by_hour.get(key) ?? 0) + minutes * pay / length);
      at = next;
    }
  }
  return { by_hour, pay_by_hour };
}
