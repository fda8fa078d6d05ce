import type { Trial } from "./backtest.ts";
import type { History } from "./history.ts";

/** Days after which a day counts half for what an item's share is. */
const HALF_LIFE = 42;
/** Older days would weigh less than 2 %. */
const OLDEST_DAYS = 240;

/** Units of one item by day, on the same days as the history of all units; 0 if none was sold. */
export type ItemDays = readonly number[];

/**
 * The share of all units that an item had, recent days first: what all items together will sell,
 * times this, is nearer than a forecast of the item itself. A day without a record counts nowhere;
 * the days before its first sale say nothing about an item that was not there yet.
 *
 * @param end How many days of the history are known.
 */
export function itemShare(item: ItemDays, all: History, end = all.values.length): number {
  let [own, whole] = [0, 0];
  const first = item.findIndex((units) => units > 0);
  if (first === -1) return 0;
  for (let i = Math.max(first, end - OLDEST_DAYS); i < end; i++) {
    const total = all.values[i];
    if (total === null || total === undefined) continue;
    const weight = 0.5 ** ((end - i) / HALF_LIFE);
    own += weight * (item[i] ?? 0);
    whole += weight * total;
  }
  return whole > 0 ? Math.max(0, own / whole) : 0;
}

/** What was forecast of one item in the trials of all units, up to a number of days ahead. */
export function itemTrials(
  item: ItemDays,
  all: History,
  trials: readonly Trial[],
  days: number,
): Trial[] {
  return trials.map(({ origin, forecast, actual }) => {
    const start = origin - all.first;
    const share = itemShare(item, all, start);
    return {
      origin,
      forecast: forecast.slice(0, days).map((units) => units * share),
      actual: actual.slice(0, days).map((units, day) =>
        units === null ? null : item[start + day] ?? 0
      ),
    };
  });
}
