import type { Part } from "../session/part.ts";
import { useState } from "hono/jsx/dom";
import { useSession } from "../session/session.ts";
import type { Words } from "../words/words.ts";

/** A period as the tools take it, and with what it is compared. */
export interface Asking {
  /** Such as `last_28_days` or `2026-11-01..2026-11-30`. */
  readonly range: string;
  readonly compare: string;
}

const RANGES = [
  ["yesterday", "yesterday"],
  ["last_7_days", "last7"],
  ["last_28_days", "last28"],
  ["this_month", "thisMonth"],
  ["last_month", "lastMonth"],
  ["last_90_days", "last90"],
  ["this_year", "thisYear"],
] as const satisfies readonly (readonly [string, keyof Words])[];

const COMPARISONS = [
  ["previous_period", "prevPeriod"],
  ["previous_week", "prevWeek"],
  ["previous_year", "prevYear"],
] as const satisfies readonly (readonly [string, keyof Words])[];

const CUSTOM = "custom";

/** Chooses the period and what it is compared with. */
export function PeriodChoice({ asking, choose }: {
  readonly asking: Asking;
  readonly choose: (asking: Asking) => void;
}): Part {
  const { words, places } = useSession();
  const today = places[0]?.business_date ?? "";
  const [dates, setDates] = useState<readonly [string, string] | undefined>(undefined);

  function chooseDates(from: string, to: string): void {
    setDates([from, to]);
    if (from !== "" && to !== "" && from <= to) choose({ ...asking, range: `${from}..${to}` });
  }

  function chooseRange(value: string): void {
    if (value === CUSTOM) return chooseDates(today, today);
    setDates(undefined);
    choose({ ...asking, range: value });
  }

  const valueOf = (event: Event) => (event.currentTarget as HTMLInputElement).value;
  return (
    <form class="controls" onSubmit={(event: Event) => event.preventDefault()}>
      <label>
        {words.range}
        <select
          value={dates === undefined ? asking.range : CUSTOM}
          onChange={(event: Event) => chooseRange(valueOf(event))}
        >
          {RANGES.map(([value, word]) => (
            <option value={value} selected={value === asking.range}>{words[word]}</option>
          ))}
          <option value={CUSTOM} selected={dates !== undefined}>{words.custom}</option>
        </select>
      </label>
      {dates === undefined ? null : (
        <>
          <label>
            {words.from}
            <input
              type="date"
              value={dates[0]}
              onChange={(event: Event) => chooseDates(valueOf(event), dates[1])}
            />
          </label>
          <label>
            {words.to}
            <input
              type="date"
              value={dates[1]}
              onChange={(event: Event) => chooseDates(dates[0], valueOf(event))}
            />
          </label>
        </>
      )}
      <label>
        {words.compareTo}
        <select
          value={asking.compare}
          onChange={(event: Event) => choose({ ...asking, compare: valueOf(event) })}
        >
          {COMPARISONS.map(([value, word]) => (
            <option value={value} selected={value === asking.compare}>{words[word]}</option>
          ))}
        </select>
      </label>
    </form>
  );
}
