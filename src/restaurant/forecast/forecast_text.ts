import { formatDecimal } from "../../values/money.ts";
import { percentText } from "../../values/percent_text.ts";
import type { ForecastAnswer } from "./forecast_answer.ts";

const METHOD_WORDS: Readonly<Record<string, string>> = {
  mean_of_methods: "weighted mean of regression, weekday levels and weekday mean",
  four_week_mean: "mean of the last four same weekdays",
};

/** Open days in 8 weeks of a place that closes on two weekdays. */
const WHOLE_SPAN = 40;

/** A forecast in words and small tables, for clients that show only text. */
export function forecastText(answer: ForecastAnswer): string {
  const { total, method, days, currency } = answer;
  return [
    `${answer.location}, ${answer.date} to ${answer.end_date}: expected ${between(total.orders)} ` +
    `orders and ${between(total.net)} ${currency} net${
      total.net.low === null ? "; there is no interval yet" : " (80 % intervals)"
    }.`,
    ...dayLines(days, currency),
    ...answer.tables.flatMap(({ title, columns, rows, omitted }) => [
      `${title}: ${columns.join(" | ")}`,
      ...rows.map((row) => row.map((cell) => cell ?? "n/a").join(" | ")),
      ...(omitted === undefined ? [] : [`… ${omitted} more`]),
    ]),
    `Method for net: ${METHOD_WORDS[String(method.net)]}; ${errorText(method)} History: ` +
    `${method.open_days} open days from ${method.history_from} to ${method.history_to}.`,
    ...answer.notes,
    `As of ${answer.as_of}.`,
  ].join("\n");
}

/** How far off it was; with a history too short to try anything, that nothing is known. */
function errorText(method: ForecastAnswer["method"]): string {
  const days = Number(method.days_compared);
  if (days === 0) {
    return "the history is too short to try it on a past week, so its error is not known.";
  }
  const span = days < WHOLE_SPAN
    ? `on the ${days} days that could be tried`
    : "over the last 8 weeks";
  const error = (name: string) => {
    const percent = method[name];
    return percentText(typeof percent === "number" ? percent : null);
  };
  return `${span} it was off by ${error("net_error_percent")} of what came (mean of four ` +
    `weeks ${error("four_week_mean_net_error_percent")}, same weekday last week ` +
    `${error("same_weekday_last_week_net_error_percent")}), for orders by ` +
    `${error("orders_error_percent")}; ${method.errors_behind_intervals} past errors are ` +
    "behind the intervals.";
}

function between(
  { expected, low, high }: { expected: number; low: number | null; high: number | null },
): string {
  return low === null || high === null
    ? amount(expected)
    : `${amount(expected)} (${amount(low)} to ${amount(high)})`;
}

function amount(value: number): string {
  return formatDecimal(value, Number.isInteger(value) ? 0 : 2);
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
        ...[day.orders, day.orders_low, day.orders_high],
        ...[day.net, day.net_low, day.net_high].map((net) => net === null ? null : amount(net)),
        ...(hasUnits ? [day.units, day.units_low, day.units_high] : []),
      ].map((value) => value ?? "n/a").join(" | ")
    ),
  ];
}
