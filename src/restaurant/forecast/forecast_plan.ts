import type { Reader } from "../../storage/database.ts";
import type { DayNumber } from "../../values/day_number.ts";
import { RestaurantError } from "../../values/errors.ts";
import { nextTurn } from "../../values/next_turn.ts";
import type { Progress } from "../../values/progress.ts";
import type { Location } from "../locations/location.ts";
import { type ComingDays, readComingDays } from "./coming_days.ts";
import { forecastSeries, type SeriesForecast } from "./forecast_series.ts";
import { type History, recordedDays } from "./history.ts";
import { type Histories, readHistories } from "./read_histories.ts";

/** The question of a forecast. It is plain data, so that it can be sent to a worker. */
export interface ForecastQuestion {
  readonly location: Location;
  /** 1 to 28. */
  readonly horizon_days: number;
  /** Id or name of a menu item. */
  readonly item?: string | undefined;
  /** UTC instant of the question. */
  readonly as_of: string;
}

/** Of the whole work, one of the three series. */
const SERIES_SHARE = 0.3;
/** Trials of one series at most, for its progress. */
const MOST_TRIALS = 39;

/** Days that a forecast is for, and how each was expected before closings and events. */
export interface Plan {
  readonly histories: Histories;
  readonly coming: ComingDays;
  readonly days: readonly DayNumber[];
  readonly orders: SeriesForecast;
  readonly net: SeriesForecast;
  readonly units: SeriesForecast;
  /** By day: 0 when closed, else the factor of an event, usually 1. */
  readonly factors: readonly number[];
}

/**
 * Forecasts the three series of a location for the days ahead.
 *
 * @throws {RestaurantError} INVALID_INPUT if the history has less than two weeks of open days.
 */
export async function planOf(
  reader: Reader,
  { location, horizon_days, as_of }: ForecastQuestion,
  signal: AbortSignal,
  progress: Progress,
): Promise<Plan> {
  const now = Temporal.Instant.from(as_of);
  const histories = await readHistories(reader, location, now);
  if (histories === null) throw tooLittle(location, 0);
  const coming = await readComingDays(reader, location, histories.orders);
  const forecast = async (history: History, name: string, done: number) => {
    let trials = 0;
    const onTrial = async () => {
      progress(done + SERIES_SHARE * Math.min(1, trials++ / MOST_TRIALS), `Forecasting ${name}`);
      // Where all share one thread, others have their turn.
      await nextTurn();
      signal.throwIfAborted();
    };
    const known = coming.withoutEvents(history);
    const found = await forecastSeries(known, coming.kinds, horizon_days, onTrial);
    if (found === null) throw tooLittle(location, recordedDays(history));
    return found;
  };
  const days = Array.from({ length: horizon_days }, (_, i) => histories.next + i);
  return {
    histories,
    coming,
    days,
    orders: await forecast(histories.orders, "orders", 0),
    net: await forecast(histories.net, "net sales", SERIES_SHARE),
    units: await forecast(histories.units, "units", 2 * SERIES_SHARE),
    factors: days.map((day) =>
      coming.closedBecause(day) === undefined ? coming.eventFactor(day, histories.orders) : 0
    ),
  };
}

function tooLittle({ id }: Location, days: number): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `${id} has ${days} finished days with sales; a forecast needs at least 14.`,
    { hint: "Import the sales of at least two weeks, better of half a year." },
  );
}

/** What is expected by day, with closings and events. */
export function expectedOf({ expected }: SeriesForecast, factors: readonly number[]): number[] {
  return expected.map((value, i) => value * (factors[i] ?? 1));
}
