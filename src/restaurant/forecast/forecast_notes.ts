import { dateOfDay } from "../../values/day_number.ts";
import type { MenuItem } from "../menu/menu_items.ts";
import type { ForecastAnswer } from "./forecast_answer.ts";
import type { ItemForecast } from "./forecast_items.ts";
import type { Plan } from "./forecast_plan.ts";
import type { SeriesForecast } from "./forecast_series.ts";
import { recordedDays } from "./history.ts";
import { tenth } from "./tenth.ts";

/** Which method was used, and its error on this restaurant beside the simple means. */
export function methodOf({ histories, orders, net }: Plan): ForecastAnswer["method"] {
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
    errors_behind_intervals: net.errorsBehind,
    history_from: dateOfDay(first),
    history_to: dateOfDay(first + values.length - 1),
    open_days: recordedDays(histories.net),
  };
}

/** How rough a forecast from little history is. */
function littleHistory(net: SeriesForecast): string[] {
  const errors = net.errorsBehind;
  if (errors === 0) {
    return [
      "No past week could be tried, so there is no interval: take the figures as a guess.",
    ];
  }
  return errors < 50 ? [`Only ${errors} past errors support the intervals: they are rough.`] : [];
}

/** What limits the forecast, in words. */
export function notesOf(
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
