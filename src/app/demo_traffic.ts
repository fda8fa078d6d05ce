import type { Logger } from "@logtape/logtape";
import { startTraffic } from "../demo/traffic.ts";
import type { Database } from "../storage/database.ts";
import type { Clock } from "../values/clock.ts";

/** Guests come and orders move on, for those who watch the demo. */
export function startDemoTraffic(
  database: Database,
  logger: Logger,
  clock: Clock,
): AsyncDisposable {
  return startTraffic(database, {
    clock,
    onOrder: ({ order, estimate }) =>
      logger.info("demo order {number} at {location}: {lines} lines, ready in {minutes} minutes", {
        number: order.number,
        location: order.location_id,
        lines: order.lines.length,
        minutes: estimate.minutes,
      }),
    onError: (error) => logger.error("demo traffic: {error}", { error }),
  });
}
