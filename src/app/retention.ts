import type { RetentionDays } from "../config/retention.ts";
import { foldMovements } from "../restaurant/inventory/fold_movements.ts";
import { removeOld } from "../restaurant/journal/retention.ts";
import type { Database } from "../storage/database.ts";
import type { Gauges } from "../telemetry/metrics.ts";
import type { Clock } from "../values/clock.ts";
import type { Background } from "../work/background.ts";
import { repeatedly, type Times } from "./repeatedly.ts";

/** What was removed since the start. */
export interface Retention extends Disposable {
  readonly gauges: Gauges;
}

/** How rows that are kept no longer are removed. */
export interface RetentionOptions {
  readonly days: RetentionDays;
  readonly clock: Clock;
  readonly times: Times;
  /** Called after each run. */
  onRemoved(removed: { readonly keys: number; readonly events: number; movements: number }): void;
}

/** Removes what is kept no longer, and folds movements of old orders, in the background. */
export function startRetention(
  database: Pick<Database, "write">,
  background: Pick<Background, "add">,
  { days, clock, times, onRemoved }: RetentionOptions,
): Retention {
  const total = { keys: 0, events: 0, movements: 0 };

  async function run(signal: AbortSignal): Promise<void> {
    const now = clock();
    const { keys, events } = await removeOld(database, days, now, signal);
    const movements = await foldMovements(database, dateBefore(now, days.movements), signal);
    total.keys += keys;
    total.events += events;
    total.movements += movements;
    onRemoved({ keys, events, movements });
  }

  const timer = repeatedly(times, () => background.add("retention", run));
  return {
    get gauges() {
      const { keys, events, movements } = total;
      return { removed_keys: keys, removed_events: events, folded_movements: movements };
    },
    [Symbol.dispose]: () => timer[Symbol.dispose](),
  };
}

/** In UTC: a day earlier or later does not matter after a year. */
function dateBefore(now: Temporal.Instant, days: number): string {
  return now.toZonedDateTimeISO("UTC").toPlainDate().subtract({ days }).toString();
}
