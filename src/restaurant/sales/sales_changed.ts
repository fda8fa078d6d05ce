import { beforeCommit, type PreCommit } from "../../storage/before_commit.ts";
import type { Writer } from "../../storage/database.ts";
import type { DateText } from "../../values/business_day.ts";
import { recordEvents } from "../journal/outbox.ts";

/** The sales of a location on a business date. */
export interface SalesDay {
  readonly location_id: string;
  readonly business_date: DateText;
}

/**
 * Records that sales changed: one event for each location and business date that the transaction
 * touches, however many orders it writes.
 *
 * @param at UTC instant of the change.
 */
export function noteSalesChanged(writer: Writer, days: Iterable<SalesDay>, at: string): void {
  const changed = beforeCommit(writer, SALES_CHANGED);
  changed.at = at;
  let last: SalesDay | undefined;
  for (const day of days) {
    const { location_id, business_date } = day;
    // Orders mostly come day by day.
    if (last?.business_date === business_date && last.location_id === location_id) continue;
    last = day;
    changed.days.set(`${location_id}\n${business_date}`, { location_id, business_date });
  }
}

interface ChangedSales {
  /** By location and date. */
  readonly days: Map<string, SalesDay>;
  at: string;
}

const SALES_CHANGED: PreCommit<ChangedSales> = {
  step: "sales_changed",
  begin: () => ({ days: new Map(), at: "" }),
  write(writer, gathered) {
    const days = new Map(gathered.flatMap(({ days }) => [...days]));
    return recordEvents(writer, [...days.values()].map(eventOf), gathered.at(-1)?.at ?? "");
  },
};

function eventOf({ location_id, business_date }: SalesDay) {
  return { kind: "sales_changed" as const, subject_id: location_id, location_id, business_date };
}
