import { type Removed, removeOld, RETENTION } from "../restaurant/journal/retention.ts";
import type { Database } from "../storage/database.ts";
import type { Clock } from "../values/clock.ts";
import type { Background } from "../work/background.ts";

/** Not while a start is busy. */
const FIRST_MS = 60_000;
const EVERY_MS = 6 * 3_600_000;

/** Removes what is kept no longer, soon after the start and then four times a day. */
export function startRetention(
  database: Pick<Database, "write">,
  background: Pick<Background, "add">,
  clock: Clock,
  onRemoved: (removed: Removed) => void,
): Disposable {
  const run = () =>
    background.add("retention", async (signal) => {
      onRemoved(await removeOld(database, RETENTION, clock(), signal));
    });
  const timers = [setTimeout(run, FIRST_MS), setInterval(run, EVERY_MS)];
  return {
    [Symbol.dispose]() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
