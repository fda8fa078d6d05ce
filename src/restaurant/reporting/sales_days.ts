import type { Section } from "../../report/model.ts";
import { length, type Period } from "../../values/period.ts";
import { noFigures } from "../sales/figures.ts";
import type { SalesGroup } from "../sales/sales_group.ts";
import { breakdownChart, breakdownTable } from "./breakdown_blocks.ts";
import { dailyChart } from "./daily_chart.ts";
import { moversChart } from "./movers.ts";
import { periodBeforeText } from "./period_before.ts";
import { readableGroup } from "./readable.ts";
import { salesHeadline } from "./sales_headline.ts";
import { groupsOf, type SalesSource } from "./sales_source.ts";

/** The headline, days beside the days before, hours, and what moved most. */
export async function glance(source: SalesSource): Promise<Section> {
  const { currency, previous, sales, request: { period } } = source;
  const now = await source.groups("day");
  const before = await groupsOf(source.reader, source.request, "day", previous);
  const hours = await source.groups("hour");
  return {
    title: "At a glance",
    blocks: [
      salesHeadline(sales, currency),
      ...(sales.comparison === null || sales.comparison.like.days === 0
        ? []
        : [{ type: "text" as const, text: periodBeforeText(period) }]),
      // Of a single day, the headline has it all.
      ...(isOneDay(period) ? [] : dailyChart(now, before, { period, previous, currency })),
      ...breakdownChart(withQuietHours(hours), {
        key: "hours",
        title: "Net sales by hour",
        currency,
      }, "columns"),
      ...moversChart(await source.compared("category"), currency),
    ],
  };
}

/** Dayparts, weekdays and days. */
export async function days(source: SalesSource): Promise<Section> {
  const now = await source.groups("day");
  const weekdays = await source.groups("weekday");
  const dayparts = await source.groups("daypart");
  const { currency, sales: { gaps } } = source;
  const look = { currency, areOrdersWhole: true, gaps };
  return {
    title: "Days and hours",
    blocks: [
      breakdownTable(dayparts.map(readableGroup), {
        ...look,
        key: "dayparts",
        title: "By daypart",
        label: "Daypart",
      }),
      ...(now.length > 7
        ? [breakdownTable(weekdays, {
          ...look,
          key: "weekdays",
          title: "By weekday",
          label: "Weekday",
        })]
        : []),
      ...(isOneDay(source.request.period) ? [] : [breakdownTable(now, {
        ...look,
        key: "days",
        title: "By day",
        label: "Date",
        kind: "date",
      })]),
    ],
  };
}

function isOneDay(period: Period): boolean {
  return length(period) === 1;
}

/** Hours without a sale between others: without them a chart would join what is apart. */
function withQuietHours(hours: readonly SalesGroup[]): SalesGroup[] {
  const known = new Map(hours.map((one) => [one.group, one]));
  const numbers = hours.map(({ group }) => Number(group.slice(0, 2)));
  const [first = 0] = numbers;
  const span = ((numbers.at(-1) ?? first) - first + 24) % 24 + 1;
  return hours.length === 0 ? [] : Array.from({ length: span }, (_, at) => {
    const group = `${String((first + at) % 24).padStart(2, "0")}:00`;
    return known.get(group) ?? { group, figures: noFigures() };
  });
}
