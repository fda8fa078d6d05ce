import { readMenuItems } from "../menu/menu_items.ts";
import type { Reader } from "../../storage/database.ts";
import { daypartOf, DAYPARTS } from "./daypart.ts";
import { netSales, SERVICE_CHARGES_KEY } from "./figures.ts";
import type { Period } from "./period.ts";
import { GROUP_FIGURES, type GroupFigures, readGroups } from "./read_figures.ts";

/** The ways in which sales can be broken down. */
export const GROUPINGS = [
  "day",
  "weekday",
  "month",
  "hour",
  "daypart",
  "category",
  "item",
  "order_type",
  "payment_method",
  "location",
] as const;

/** One way of breaking sales down. */
export type Grouping = typeof GROUPINGS[number];

/** One group of a breakdown. */
export interface SalesGroup {
  /** What people read: a date, an hour such as `12:00`, an item's name. */
  readonly group: string;
  /** The item's or location's id, where the groups have ids. */
  readonly id?: string;
  readonly figures: GroupFigures;
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** How each grouping reads the rollups, and what it makes of their keys. */
const SOURCES: Record<Grouping, Pick<Parameters<typeof readGroups>[1], "dimension" | "by">> = {
  day: { dimension: "day", by: "business_date" },
  weekday: { dimension: "day", by: "business_date" },
  month: { dimension: "day", by: "date" },
  hour: { dimension: "hour", by: "key" },
  daypart: { dimension: "hour", by: "key" },
  category: { dimension: "category", by: "key" },
  item: { dimension: "item", by: "key" },
  order_type: { dimension: "order_type", by: "key" },
  payment_method: { dimension: "payment_method", by: "key" },
  location: { dimension: "day", by: "location_id" },
};

/**
 * Sales by group. Times come in their own order (an hour of the business day that starts at 04:00
 * comes before one after midnight), everything else with the highest net sales first.
 */
export async function readBreakdown(
  reader: Reader,
  grouping: Grouping,
  period: Period,
  locations: readonly { readonly id: string; readonly business_day_start: number }[],
): Promise<SalesGroup[]> {
  const location_ids = locations.map(({ id }) => id);
  const figures = await readGroups(reader, { ...SOURCES[grouping], period, location_ids });
  switch (grouping) {
    case "day":
      return [...figures].map(([group, figures]) => ({ group, figures }));
    case "weekday":
      return inOrder(WEEKDAYS, regroup(figures, weekdayOf));
    case "month":
      return [...regroup(figures, (date) => date.slice(0, 7))]
        .map(([group, figures]) => ({ group, figures }));
    case "hour":
      return inOrder(hoursFrom(locations), regroup(figures, (hour) => `${hour}:00`));
    case "daypart":
      return inOrder(
        DAYPARTS.map(({ name }) => name),
        regroup(figures, (hour) => daypartOf(Number(hour))),
      );
    case "item":
      return byNetSales(await named(reader, figures));
    case "location":
      return byNetSales([...figures].map(([id, figures]) => ({ group: id, id, figures })));
    default:
      return byNetSales([...figures].map(([key, figures]) => ({ group: label(key), figures })));
  }
}

function regroup(
  groups: ReadonlyMap<string, GroupFigures>,
  name: (key: string) => string,
): Map<string, GroupFigures> {
  const regrouped = new Map<string, GroupFigures>();
  for (const [key, figures] of groups) {
    const sum = regrouped.get(name(key));
    regrouped.set(name(key), sum === undefined ? { ...figures } : added(sum, figures));
  }
  return regrouped;
}

function added(sum: GroupFigures, figures: GroupFigures): GroupFigures {
  for (const name of GROUP_FIGURES) sum[name] += figures[name];
  return sum;
}

function weekdayOf(date: string): string {
  return WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? "";
}

function hoursFrom(locations: readonly { readonly business_day_start: number }[]): string[] {
  const first = Math.floor(Math.min(...locations.map((l) => l.business_day_start)) / 60);
  return Array.from({ length: 24 }, (_, i) => `${String((first + i) % 24).padStart(2, "0")}:00`);
}

function inOrder(
  names: readonly string[],
  groups: ReadonlyMap<string, GroupFigures>,
): SalesGroup[] {
  return names.flatMap((group) => {
    const figures = groups.get(group);
    return figures === undefined ? [] : [{ group, figures }];
  });
}

function label(key: string): string {
  return key === SERVICE_CHARGES_KEY ? "Service charges" : key;
}

async function named(
  reader: Reader,
  groups: ReadonlyMap<string, GroupFigures>,
): Promise<SalesGroup[]> {
  const items = await readMenuItems(reader);
  const names = new Map(items.map(({ id, name }) => [id, name]));
  return [...groups].map(([id, figures]) =>
    id === SERVICE_CHARGES_KEY
      ? { group: label(id), figures }
      : { group: names.get(id) ?? id, id, figures }
  );
}

function byNetSales(groups: readonly SalesGroup[]): SalesGroup[] {
  return groups.toSorted((a, b) =>
    netSales(b.figures) - netSales(a.figures) || (a.group < b.group ? -1 : 1)
  );
}
