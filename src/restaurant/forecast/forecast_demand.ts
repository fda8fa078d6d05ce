import type { Reader } from "../../storage/database.ts";
import { dateOfDay, type DayNumber, WEEKDAY_NAMES, weekdayOf } from "../../values/day_number.ts";
import { RestaurantError } from "../../values/errors.ts";
import { fromMilli, toMajor } from "../../values/money.ts";
import { nextTurn } from "../../values/next_turn.ts";
import { noProgress, type Progress } from "../../values/progress.ts";
import type { Ingredient } from "../inventory/ingredients.ts";
import { recipesOf } from "../inventory/recipes.ts";
import { businessToday } from "../locations/business_today.ts";
import type { Location } from "../locations/location.ts";
import { type MenuItem, readMenuItems } from "../menu/menu_items.ts";
import { type ComingDays, readComingDays } from "./coming_days.ts";
import { DAYPART_WEEKS, daypartShares } from "./daypart_shares.ts";
import type { ForecastAnswer } from "./forecast_answer.ts";
import { forecastItems, itemDayIntervals, type ItemForecast } from "./forecast_items.ts";
import { forecastSeries, type SeriesForecast } from "./forecast_series.ts";
import { type History, recordedDays } from "./history.ts";
import type { Interval } from "./interval.ts";
import { type Histories, readHistories, readHours, readItemDays } from "./read_histories.ts";
import { type Needs, needsOf, readRunsOut, runsOutRow } from "./runs_out.ts";
import { foldText } from "../../values/fold.ts";

const LISTED_ITEMS = 8;
const LISTED_PREP = 8;
const LISTED_RUNS_OUT = 10;
/** Days that are shown by daypart and by item. */
const DETAIL_DAYS = 7;

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

type ForecastTable = ForecastAnswer["tables"][number];

/** Days that a forecast is for, and how each was expected before closings and events. */
interface Plan {
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
 * Forecasts orders, net sales, items, what to prepare and what runs out. The figures are those of
 * the days after today, or after the end of the data.
 *
 * @throws {RestaurantError} NOT_FOUND for an unknown item; INVALID_INPUT if the history has less
 * than two weeks of open days.
 */
export async function forecastDemand(
  reader: Reader,
  question: ForecastQuestion,
  signal: AbortSignal,
  progress: Progress = noProgress,
): Promise<ForecastAnswer> {
  const { location } = question;
  const menu = await readMenuItems(reader);
  const asked = question.item === undefined ? undefined : itemOf(menu, question.item);
  const plan = await planOf(reader, question, signal, progress);
  const items = await readItemDays(reader, location.id, plan.histories.units);
  const expectedUnits = expectedOf(plan.units, plan.factors);
  const forecasts = forecastItems(items, plan.histories.units, plan.units, expectedUnits);
  progress(0.9, "Working out what runs out");
  signal.throwIfAborted();
  const stock = await stockOf(reader, location, forecasts, plan);
  const askedDays = asked === undefined
    ? undefined
    : itemByDay(asked, items.get(asked.id) ?? [], forecasts, plan);
  const [first = 0, last = 0] = [plan.days[0], plan.days.at(-1)];
  return {
    location: location.id,
    currency: location.currency,
    date: dateOfDay(first),
    end_date: dateOfDay(last),
    days: plan.days.map((_, i) => ({ ...dayRow(plan, i, location), ...askedDays?.[i] })),
    total: {
      orders: sumOf(plan.orders, plan.factors, (value) => Math.round(value)),
      net: sumOf(plan.net, plan.factors, (value) => money(value, location)),
    },
    tables: [
      ...(asked === undefined
        ? [
          ...await daypartTables(reader, location, plan),
          itemTable(forecasts, menu, plan),
          ...prepTables(forecasts, stock, menu, items, plan),
        ]
        : []),
      ...runsOutTable(stock.runsOut, plan),
    ],
    method: methodOf(plan),
    notes: [
      ...notesOf(plan, asked, forecasts),
      businessToday([location], Temporal.Instant.from(question.as_of)),
    ],
    as_of: question.as_of,
  };
}

async function planOf(
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

function itemOf(menu: readonly MenuItem[], wanted: string): MenuItem {
  const text = foldText(wanted.trim());
  const found = menu.find(({ id }) => foldText(id) === text) ??
    menu.find(({ name }) => foldText(name) === text);
  if (found !== undefined) return found;
  const near = menu.filter(({ name }) => foldText(name).includes(text)).slice(0, 5);
  throw new RestaurantError("NOT_FOUND", `There is no menu item '${wanted}'.`, {
    hint: near.length === 0
      ? "restaurant://menu_items lists every item with its id."
      : `Did you mean ${near.map(({ name, id }) => `${name} (${id})`).join(", ")}?`,
  });
}

function expectedOf({ expected }: SeriesForecast, factors: readonly number[]): number[] {
  return expected.map((value, i) => value * (factors[i] ?? 1));
}

function money(minor: number, { currency }: Location): number {
  return toMajor(Math.round(minor), currency);
}

/** The interval of a day, moved with what an event does; none on a closed day. */
function intervalOn({ intervals }: SeriesForecast, i: number, factor: number): Interval | null {
  const interval = intervals[i] ?? null;
  if (factor === 0 || interval === null) return null;
  return { low: interval.low * factor, high: interval.high * factor };
}

function dayRow(plan: Plan, i: number, location: Location): ForecastAnswer["days"][number] {
  const day = plan.days[i] ?? 0;
  const factor = plan.factors[i] ?? 1;
  const orders = intervalOn(plan.orders, i, factor);
  const net = intervalOn(plan.net, i, factor);
  const note = plan.coming.closedBecause(day) ?? plan.coming.nameOf(day);
  const isClosed = factor === 0;
  return {
    date: dateOfDay(day),
    weekday: (WEEKDAY_NAMES[weekdayOf(day)] ?? "").slice(0, 3),
    orders: Math.round((plan.orders.expected[i] ?? 0) * factor),
    orders_low: orders === null ? null : Math.floor(orders.low),
    orders_high: orders === null ? null : Math.ceil(orders.high),
    net: money((plan.net.expected[i] ?? 0) * factor, location),
    net_low: net === null ? null : money(net.low, location),
    net_high: net === null ? null : money(net.high, location),
    ...(note !== undefined && { note: isClosed ? `closed: ${note}` : note }),
  };
}

function sumOf(
  forecast: SeriesForecast,
  factors: readonly number[],
  round: (value: number) => number,
): ForecastAnswer["total"]["orders"] {
  const expected = expectedOf(forecast, factors).reduce((sum, value) => sum + value, 0);
  const interval = forecast.ofSum(0, factors.length, expected);
  return {
    expected: round(expected),
    low: interval === null ? null : round(interval.low),
    high: interval === null ? null : round(interval.high),
  };
}

async function daypartTables(
  reader: Reader,
  location: Location,
  plan: Plan,
): Promise<ForecastTable[]> {
  const hours = await readHours(reader, location.id, plan.histories.orders, DAYPART_WEEKS);
  const shares = daypartShares(hours);
  if (shares.length === 0) return [];
  const days = plan.days.slice(0, DETAIL_DAYS);
  const expected = {
    orders: expectedOf(plan.orders, plan.factors),
    net: expectedOf(plan.net, plan.factors),
  };
  const table = (figure: "orders" | "net", write: (value: number) => number) => ({
    title: figure === "orders" ? "Orders by daypart" : "Net by daypart",
    columns: ["daypart", ...days.map(dateOfDay)],
    rows: shares.map((share) => [
      share.daypart,
      ...days.map((day, i) =>
        write((expected[figure][i] ?? 0) * (share[figure][weekdayOf(day)] ?? 0))
      ),
    ]),
  });
  return [table("orders", tenth), table("net", (value) => Math.round(money(value, location)))];
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function itemTable(
  forecasts: readonly ItemForecast[],
  menu: readonly MenuItem[],
  { days }: Plan,
): ForecastTable {
  const names = new Map(menu.map(({ id, name }) => [id, name]));
  const omitted = forecasts.length - LISTED_ITEMS;
  return {
    title: "Units by item: the first 7 days in all with their 80 % interval, and by day",
    columns: [
      ...["item", "item_id", "units", "from", "to"],
      ...days.slice(0, DETAIL_DAYS).map(dateOfDay),
    ],
    rows: forecasts.slice(0, LISTED_ITEMS).map(({ item_id, by_day, week, interval }) => [
      names.get(item_id) ?? item_id,
      item_id,
      tenth(week),
      interval === null ? null : Math.floor(interval.low),
      interval === null ? null : Math.ceil(interval.high),
      ...by_day.slice(0, DETAIL_DAYS).map(tenth),
    ]),
    ...(omitted > 0 && { omitted }),
  };
}

/** The days of the item that was asked for. */
function itemByDay(
  { id }: MenuItem,
  own: readonly number[],
  forecasts: readonly ItemForecast[],
  { histories, units, factors }: Plan,
) {
  const by_day = forecasts.find(({ item_id }) => item_id === id)?.by_day ?? factors.map(() => 0);
  const intervals = itemDayIntervals(own, histories.units, units, by_day);
  return by_day.map((expected, i) => ({
    units: tenth(expected),
    units_low: expected === 0 ? null : Math.floor(intervals[i]?.low ?? 0),
    units_high: expected === 0 || !intervals[i] ? null : Math.ceil(intervals[i].high),
  }));
}

interface Stock {
  readonly needs: Needs;
  readonly ingredients: ReadonlyMap<string, Ingredient>;
  readonly runsOut: Awaited<ReturnType<typeof readRunsOut>>;
}

async function stockOf(
  reader: Reader,
  location: Location,
  forecasts: readonly ItemForecast[],
  { days }: Plan,
): Promise<Stock> {
  const recipes = await recipesOf(reader, forecasts.map(({ item_id }) => item_id));
  const rows = await reader.selectFrom("ingredients").selectAll().execute();
  const ingredients = new Map(rows.map((one) => [one.id, one]));
  const needs = needsOf(forecasts, recipes, days.length);
  const runsOut = await readRunsOut(reader, location, ingredients, needs, days[0] ?? 0);
  return { needs, ingredients, runsOut };
}

/** What to have ready on the first open day. */
function prepTables(
  forecasts: readonly ItemForecast[],
  { needs, ingredients }: Stock,
  menu: readonly MenuItem[],
  items: ReadonlyMap<string, readonly number[]>,
  { histories, units, days, factors }: Plan,
): ForecastTable[] {
  const ahead = factors.findIndex((factor) => factor > 0);
  if (ahead === -1) return [];
  const date = dateOfDay(days[ahead] ?? 0);
  const names = new Map(menu.map(({ id, name }) => [id, name]));
  const used = [...needs].flatMap(([id, quantities]) => {
    const ingredient = ingredients.get(id);
    const quantity = quantities[ahead] ?? 0;
    return ingredient === undefined || quantity === 0 ? [] : [{ ingredient, quantity }];
  }).sort((a, b) => costOf(b) - costOf(a));
  return [
    {
      title: `Prepare for ${date}`,
      columns: ["item", "expected", "enough on 9 days of 10"],
      rows: forecasts.slice(0, LISTED_PREP).map(({ item_id, by_day }) => {
        const expected = by_day[ahead] ?? 0;
        const own = items.get(item_id) ?? [];
        const [interval] = itemDayIntervals(own, histories.units, units, [expected]);
        return [
          names.get(item_id) ?? item_id,
          tenth(expected),
          Math.ceil(interval?.high ?? expected),
        ];
      }),
    },
    ...(used.length === 0 ? [] : [{
      title: `Ingredients for ${date}`,
      columns: ["ingredient", "item_id", "quantity", "unit"],
      rows: used.slice(0, LISTED_PREP).map(({ ingredient, quantity }) => [
        ingredient.name,
        ingredient.id,
        fromMilli(quantity),
        ingredient.unit,
      ]),
    }]),
  ];
}

function costOf(
  { ingredient, quantity }: { readonly ingredient: Ingredient; readonly quantity: number },
): number {
  return quantity * ingredient.pack_cost / ingredient.pack_size;
}

function runsOutTable(runsOut: Stock["runsOut"], { histories }: Plan): ForecastTable[] {
  if (runsOut.length === 0) return [];
  const omitted = runsOut.length - LISTED_RUNS_OUT;
  return [{
    title: "Runs out",
    columns: [
      ...["ingredient", "item_id", "runs out on", "on hand", "needed in all", "unit"],
      "delivery if ordered now",
    ],
    rows: runsOut.slice(0, LISTED_RUNS_OUT).map((one) => runsOutRow(one, histories.today)),
    ...(omitted > 0 && { omitted }),
  }];
}

function methodOf({ histories, orders, net }: Plan): ForecastAnswer["method"] {
  const round = (value: number | null) => value === null ? null : tenth(value);
  const own = ({ errors, method }: SeriesForecast) => round(errors[method]);
  const { first, values } = histories.net;
  return {
    net: net.method,
    orders: orders.method,
    net_error_percent: own(net),
    orders_error_percent: own(orders),
    four_week_mean_net_error_percent: round(net.errors.four_week_mean),
    same_weekday_last_week_net_error_percent: round(net.errors.same_weekday_last_week),
    days_compared: net.errors.days,
    errors_behind_intervals: net.errorsBehind(0),
    history_from: dateOfDay(first),
    history_to: dateOfDay(first + values.length - 1),
    open_days: recordedDays(histories.net),
  };
}

/** How rough a forecast from little history is. */
function littleHistory(net: SeriesForecast): string[] {
  const errors = net.errorsBehind(0);
  if (errors === 0) {
    return [
      "With under five weeks of history no interval can be given: take the figures as a guess.",
    ];
  }
  return errors < 50 ? [`Only ${errors} past errors support the intervals: they are rough.`] : [];
}

function notesOf(
  { histories, coming, net, days, orders }: Plan,
  asked: MenuItem | undefined,
  forecasts: readonly ItemForecast[],
): string[] {
  const begins = dateOfDay(days[0] ?? 0);
  const simple = Object.entries({ net, orders })
    .filter(([, { method }]) => method === "four_week_mean").map(([name]) => name);
  return [
    ...(begins < histories.today
      ? [
        `Sales end on ${
          dateOfDay(histories.next - 1)
        }, so the forecast begins on ${begins}; today is ` +
        `${histories.today}. Import newer sales for a forecast of the coming days.`,
      ]
      : [`${begins} is today: it is forecast whole, whatever was sold so far.`]),
    ...(simple.length === 0 ? [] : [
      `For ${simple.join(" and ")} the weighted mean of methods did not beat the simple means on ` +
      `the last ${net.errors.days} days tried, so the forecast is the mean of the last four same ` +
      "weekdays.",
    ]),
    ...littleHistory(net),
    ...(coming.country === undefined
      ? [
        "Holidays of this location's country are not known; enter them with `restaurant-mcp calendar`.",
      ]
      : []),
    ...(asked !== undefined && !forecasts.some(({ item_id }) => item_id === asked.id)
      ? [`${asked.name} was not sold in the last two weeks, so none is expected.`]
      : []),
    "Daily numbers of single items are mostly chance: rely on the week.",
  ];
}
