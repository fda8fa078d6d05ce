import type { DateText } from "./business_day.ts";
import type { Period } from "./period.ts";

/** A period as the whole calendar months in it and the dates around them. */
export interface PeriodParts {
  /** `YYYY-MM`, both included; null if the period covers no whole calendar month. */
  readonly months: { readonly first: string; readonly last: string } | null;
  /** The stretches before and after the months, or the whole period; at most two. */
  readonly days: readonly Period[];
}

/** Divides a period so that whole months can be read as such. */
export function partsOf({ date, end_date }: Period): PeriodParts {
  const from = date.endsWith("-01") ? start(date) : start(date).add({ months: 1 }).with({ day: 1 });
  const after = start(end_date).add({ days: 1 });
  const until = after.with({ day: 1 });
  if (Temporal.PlainDate.compare(from, until) >= 0) {
    return { months: null, days: [{ date, end_date }] };
  }
  const first = from.toString();
  const next = until.toString();
  return {
    months: { first: first.slice(0, 7), last: dayBefore(until).slice(0, 7) },
    days: [
      ...(date < first ? [{ date, end_date: dayBefore(from) }] : []),
      ...(next <= end_date ? [{ date: next, end_date }] : []),
    ],
  };
}

function start(date: DateText): Temporal.PlainDate {
  return Temporal.PlainDate.from(date);
}

function dayBefore(date: Temporal.PlainDate): DateText {
  return date.subtract({ days: 1 }).toString();
}
