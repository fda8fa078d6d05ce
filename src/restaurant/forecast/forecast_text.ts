import { formatDecimal } from "../../values/money.ts";
import type { ForecastAnswer } from "./forecast_answer.ts";

const METHOD_WORDS: Readonly<Record<string, string>> = {
  mean_of_methods: "mean of regression, weekday level and weekday mean",
  four_week_mean: "mean of the last four same weekdays",
};

/** A forecast in words and small tables, for clients that show only text. */
export function forecastText(answer: ForecastAnswer): string {
  const { total, method, days, currency } = answer;
  return [
    `${answer.location}, ${answer.date} to ${answer.end_date}: expected ${between(total.orders)} ` +
    `orders and ${between(total.net)} ${currency} net (80 % intervals).`,
    ...dayLines(days, currency),
    ...answer.tables.flatMap(({ title, columns, rows, omitted }) => [
      `${title}: ${columns.join(" | ")}`,
      ...rows.map((row) => row.map((cell) => cell ?? "n/a").join(" | ")),
      ...(omitted === undefined ? [] : [`… ${omitted} more`]),
    ]),
    `Method for net: ${METHOD_WORDS[String(method.net)]}; over the last 8 weeks it was off by ` +
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
