import { formatDecimal } from "../../values/money.ts";
import type { ForecastAnswer } from "./forecast_answer.ts";

const METHOD_WORDS = {
  mean_of_methods: "mean of regression, weekday level and weekday mean",
  four_week_mean: "mean of the last four same weekdays",
} as const;

/** A forecast in words and small tables, for clients that show only text. */
export function forecastText(answer: ForecastAnswer): string {
  const { total, method, days, currency } = answer;
  return [
    `${answer.location}, ${answer.date} to ${answer.end_date}: expected ${between(total.orders)} ` +
    `orders and ${between(total.net)} ${currency} net (80 % intervals).`,
    ...dayLines(days, currency),
    ...answer.dayparts.map(({ daypart, orders }) =>
      `orders at ${daypart}, day by day: ${orders.join(", ")}`
    ),
    ...(answer.items.length === 0 ? [] : [
      "item | units in 7 days | from | to",
      ...answer.items.map(({ name, item_id, units, low, high }) =>
        `${name} (${item_id}) | ${units} | ${low ?? "n/a"} | ${high ?? "n/a"}`
      ),
      ...(answer.omitted_items === undefined ? [] : [`… ${answer.omitted_items} more items`]),
    ]),
    ...prepLines(answer),
    ...answer.runs_out.map((one) =>
      `Runs out on ${one.runs_out_on}: ${one.name} (${one.item_id}), ${one.on_hand} ${one.unit} on ` +
      `hand, ${one.needed} needed; ordered now it comes on ${one.delivery_if_ordered_now}.`
    ),
    `Method for net: ${METHOD_WORDS[method.net]}; over the last 8 weeks it was off by ` +
    `${method.net_error_percent ?? "n/a"} % of what came (mean of four weeks ` +
    `${method.four_week_mean_net_error_percent ?? "n/a"} %, same weekday last week ` +
    `${method.same_weekday_last_week_net_error_percent ?? "n/a"} %), for orders by ` +
    `${method.orders_error_percent ?? "n/a"} %. History: ${method.open_days} open days from ` +
    `${method.history_from} to ${method.history_to}; ${method.errors_behind_intervals} past errors ` +
    "behind the intervals.",
    ...answer.notes,
    `As of ${answer.as_of}.`,
  ].join("\n");
}

function between(
  { expected, low, high }: { expected: number; low: number | null; high: number | null },
): string {
  const text = (value: number) => formatDecimal(value, Number.isInteger(value) ? 0 : 2);
  return low === null || high === null
    ? text(expected)
    : `${text(expected)} (${text(low)} to ${text(high)})`;
}

function dayLines(days: ForecastAnswer["days"], currency: string): string[] {
  const hasUnits = days.some(({ units }) => units !== undefined);
  return [
    `date | orders | from | to | net ${currency} | from | to${
      hasUnits ? " | units | from | to" : ""
    }`,
    ...days.map((day) =>
      [
        `${day.date} ${day.weekday}${day.note === undefined ? "" : ` (${day.note})`}`,
        ...[day.orders, day.orders_low, day.orders_high, day.net, day.net_low, day.net_high],
        ...(hasUnits ? [day.units, day.units_low, day.units_high] : []),
      ].map((value) => value ?? "n/a").join(" | ")
    ),
  ];
}

function prepLines({ prep }: ForecastAnswer): string[] {
  if (prep === undefined) return [];
  const items = prep.items.map(({ name, expected, enough_for_most_days }) =>
    `${name} ${expected} (up to ${enough_for_most_days})`
  );
  const ingredients = prep.ingredients.map(({ name, quantity, unit }) =>
    `${name} ${quantity} ${unit}`
  );
  return [
    ...(items.length === 0 ? [] : [`Prepare for ${prep.date}: ${items.join(", ")}.`]),
    ...(ingredients.length === 0 ? [] : [`Ingredients for it: ${ingredients.join(", ")}.`]),
  ];
}
