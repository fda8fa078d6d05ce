import { dayNumber, WEEKDAY_NAMES, weekdayOf } from "../../../values/day_number.ts";
import { sum } from "../../../values/sum.ts";
import { readLabour } from "../../labour/read_labour.ts";
import { netSales } from "../../sales/figures.ts";
import { hoursInOrder } from "../../sales/hours_in_order.ts";
import { readRollups } from "../../sales/read_rollups.ts";
import { readStaffedHours } from "../staffed_sales.ts";
import {
  major,
  moneyText,
  rounded,
  type Section,
  type SectionInput,
  sectionOf,
  type Table,
} from "../section.ts";

/** Sales of an hour of a weekday, summed over all its days. */
interface Slot {
  orders: number;
  net: number;
}

/** When the rush is: each hour of each weekday, on an average day with sales. */
export async function readTime(input: SectionInput): Promise<Section> {
  const { reader, scope } = input;
  const query = { period: scope.period, location_ids: scope.ids };
  const rows = await readRollups(reader, { ...query, dimension: "hour" }, ["business_date", "key"]);
  const days = await readRollups(reader, { ...query, dimension: "day" }, ["business_date"]);
  const open = Array.from({ length: 7 }, () => 0);
  for (const { business_date, transactions } of days) {
    const weekday = weekdayOf(dayNumber(business_date));
    if (transactions > 0) open[weekday] = (open[weekday] ?? 0) + 1;
  }
  const slots = new Map<string, Slot>();
  for (const { business_date, key, transactions, ...amounts } of rows) {
    const weekday = weekdayOf(dayNumber(business_date));
    const slot = slots.getOrInsertComputed(`${weekday} ${key}`, () => ({ orders: 0, net: 0 }));
    slot.orders += transactions;
    slot.net += netSales(amounts);
  }
  const sold = new Set(rows.map(({ key }) => key));
  const hours = hoursInOrder(scope.locations).filter((hour) => sold.has(hour));
  const perDay = (weekday: number, hour: string) => {
    const days = open[weekday] ?? 0;
    const slot = slots.get(`${weekday} ${hour}`);
    return days === 0 ? null : {
      orders: (slot?.orders ?? 0) / days,
      net: (slot?.net ?? 0) / days,
    };
  };
  return sectionOf("time", {
    findings: rushFindings(hours, open, perDay, scope),
    figures: { days_with_sales: sum(open) },
    tables: [
      hourTable("Orders per day with sales", hours, open, (weekday, hour) => {
        const slot = perDay(weekday, hour);
        return slot === null ? null : rounded(slot.orders, 1);
      }),
      ...await labourTable(input, hours),
    ],
    notes: ["Hours are those in which orders were opened, on the location's clock."],
  });
}

type PerDay = (weekday: number, hour: string) => { orders: number; net: number } | null;

function rushFindings(
  hours: readonly string[],
  open: readonly number[],
  perDay: PerDay,
  scope: SectionInput["scope"],
) {
  const slots = open.flatMap((days, weekday) =>
    days === 0 ? [] : hours.flatMap((hour) => {
      const slot = perDay(weekday, hour);
      return slot === null ? [] : [{ weekday, hour, days, ...slot }];
    })
  ).sort((a, b) => b.orders - a.orders);
  const [rush] = slots;
  if (rush === undefined) return [];
  const overall = hours.map((hour) => ({
    hour,
    orders: slots.filter((slot) => slot.hour === hour)
      .reduce((sum, slot) => sum + slot.orders * slot.days, 0),
  })).sort((a, b) => b.orders - a.orders);
  return [
    {
      text: `The rush is ${WEEKDAY_NAMES[rush.weekday]} ${rush.hour}:00: ` +
        `${rounded(rush.orders, 1)} orders and ${
          moneyText(rush.net, scope)
        } an hour on an average ` +
        `day with sales. Over all weekdays the busiest hours are ${
          overall.slice(0, 3).map(({ hour }) => `${hour}:00`).join(", ")
        }.`,
      weight: rush.net * rush.days,
    },
  ];
}

function hourTable(
  title: string,
  hours: readonly string[],
  open: readonly number[],
  value: (weekday: number, hour: string) => number | null,
): Table {
  const weekdays = open.flatMap((days, weekday) => days === 0 ? [] : [weekday]);
  return {
    title,
    columns: ["hour", ...weekdays.map((weekday) => (WEEKDAY_NAMES[weekday] ?? "").slice(0, 3))],
    rows: hours.map((hour) => [
      `${hour}:00`,
      ...weekdays.map((weekday) => value(weekday, hour)),
    ]),
  };
}

/** Net sales for each hour worked, by hour of the day, on days with shifts. */
async function labourTable(
  { reader, scope }: SectionInput,
  hours: readonly string[],
): Promise<Table[]> {
  const labour = await readLabour(reader, scope.locations, scope.period);
  if (labour.minutes === 0) return [];
  const sales = await readStaffedHours(reader, scope, labour.entries);
  return [{
    title: "Sales per labour hour, by hour of the day",
    columns: ["hour", "labour hours", "sales per labour hour"],
    rows: hours.map((hour) => {
      const minutes = labour.by_hour.get(hour) ?? 0;
      return [
        `${hour}:00`,
        rounded(minutes / 60, 1),
        minutes === 0 ? null : major((sales.get(hour) ?? 0) * 60 / minutes, scope),
      ];
    }),
  }];
}
