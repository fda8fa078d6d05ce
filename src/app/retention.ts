import { type Removed, removeOld, RETENTION } from "../restaurant/journal/retention.ts";
import type { Database } from "../storage/database.ts";
import type { Clock } from "../values/clock.ts";
import type { Background } from "../work/background.ts";
import { repeatedly, type Times } from "./repeatedly.ts";

/** Removes what is kept no longer, in the background. */
export function startRetention(
  database: Pick<Database, "write">,
  background: Pick<Background, "add">,
  { clock, times, onRemoved }: {
    readonly clock: Clock;
    readonly times: Times;
    onRemoved(removed: Removed): void;
  },
): Disposable {
  return repeatedly(times, () =>
    background.add("retention", async (signal) => {
      onRemoved(await removeOld(database, RETENTION, clock(), signal));
    }));
}
