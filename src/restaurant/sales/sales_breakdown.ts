import { itemCosts } from "../inventory/item_costs.ts";
import { readMenuItems } from "../menu/menu_items.ts";
import { UNKNOWN_PAYMENT } from "../orders/model/order.ts";
import type { Reader } from "../../storage/database.ts";
import { dateOfDay, dayNumber, WEEKDAY_NAMES, weekdayOf } from "../../values/day_number.ts";
import { whyNotByGroup } from "./comparable_groups.ts";
import { daypartOf, DAYPARTS } from "./daypart.ts";
import type { Dimension } from "./dimensions.ts";
import {
  netSales,
  noFigures,
  type RollupEntry,
  SERVICE_CHARGES_KEY,
  UNKNOWN_CHANNEL,
} from "./figures.ts";
import { readGiftCardKeys } from "./gift_card_keys.ts";
import type { LikeForLike } from "./like_for_like.ts";
import type { Drawer } from "./payments_taken.ts";
import type { Period } from "../../values/period.ts";
import type { GroupColumn, GroupFigures } from "./read_figures.ts";
import { addGroupFigures, readSpanGroups } from "./read_spans.ts";
import type { Span } from "./spans.ts";

/** The breakdowns of sales. */
export const GROUPINGS = [
  "day",
  "weekday",
  "month",
  "hour",
  "daypart",
  "category",
  "item",
  "order_type",
  "channel",
  "payment_method",
  "location",
] as const;

/** One way of breaking sales down. */
export type Grouping = typeof GROUPINGS[number];

/** Groupings whose groups follow one another: of these the latest matter most. */
export const CHRONICLES: readonly Grouping[] = ["day", "month"];

/** Groupings whose groups have different numbers of days. */
export const PER_DAY: readonly Grouping[] = ["weekday", "hour", "daypart"];

/** One group of a breakdown. */
export interface SalesGroup {
  /** The label: a date, an hour such as `12:00`, an item's name. */
  readonly group: string;
  /** The item's or location's id, if the groups have ids. */
  readonly id?: string;
  readonly figures: GroupFigures;
  /** The cost of the units sold, in minor units; null without a recipe. Items only. */
  readonly food_cost?: number | null;
  /** The money of a payment method as it was taken; null if that is not recorded. */
  readonly drawer?: Drawer | null;
  /** The whole days of the group, for an average that is fair. */
  readonly whole?: { readonly days: number; readonly figures: GroupFigures };
  /**
   * The compared part of the group; null if nothing is comparable, absent if no comparison was
   * requested.
   */
  readonly compared?: ComparedGroup | null;
}

/** The sales of a group on the days that are compared, and on those they are compared with. */
export interface ComparedGroup {
  readonly now: GroupFigures;
  readonly then: GroupFigures;
  /** Whether `now` is all of the group. */
  readonly isWhole: boolean;
}

/** The inputs of a breakdown. */
export interface BreakdownSource {
  readonly grouping: Grouping;
  readonly spans: readonly Span[];
  readonly locations: readonly { readonly id: string; readonly business_day_start: number }[];
  /** The days that are known everywhere and had sales, as spans and one by one. */
  readonly whole: { readonly spans: readonly Span[]; readonly dates: readonly string[] } | null;
  readonly like: LikeForLike | null;
  /** The period that unfinished days are compared with. */
  readonly parts: readonly RollupEntry[];
  /** With it items say what they cost. */
  readonly currency?: string;
  /** Whether items that never sold are among the groups. */
  readonly unsold?: boolean;
}

/** How each grouping reads the rollups. */
const SOURCES: Record<Grouping, { readonly dimension: Dimension; readonly by: GroupColumn }> = {
  day: { dimension: "day", by: "business_date" },
  weekday: { dimension: "day", by: "business_date" },
  month: { dimension: "day", by: "date" },
  hour: { dimension: "hour", by: "key" },
  daypart: { dimension: "hour", by: "key" },
  category: { dimension: "category", by: "key" },
  item: { dimension: "item", by: "key" },
  order_type: { dimension: "order_type", by: "key" },
  channel: { dimension: "channel", by: "key" },
  payment_method: { dimension: "payment_method", by: "key" },
  location: { dimension: "day", by: "location_id" },
};

type Groups = ReadonlyMap<string, GroupFigures>;

/** Sales by group, all days taken alike: for one period that nothing is compared with. */
export async function readBreakdown(
  reader: Reader,
  grouping: Grouping,
  period: Period,
  locations: BreakdownSource["locations"],
): Promise<SalesGroup[]> {
  const spans = [{ ...period, location_ids: locations.map(({ id }) => id) }];
  const nothing = { like: null, parts: [], whole: null };
  return await readComparedBreakdown(reader, { grouping, spans, locations, ...nothing });
}

/**
 * Sales by group. Times come in their own order (an hour of the business day that starts at 04:00
 * comes before one after midnight), everything else with the highest net sales first.
 */
export async function readComparedBreakdown(
  reader: Reader,
  source: BreakdownSource,
): Promise<SalesGroup[]> {
  const { grouping, spans, whole, like } = source;
  const read = async (days: readonly Span[]) =>
    regroup(await readSpanGroups(reader, { ...SOURCES[grouping], spans: days }), nameOf(grouping));
  const figures = await read(spans);
  const isFair = whole !== null && PER_DAY.includes(grouping);
  const fair = isFair ? await read(whole.spans) : null;
  const isCompared = like !== null && whyNotByGroup(grouping, like) === null;
  const now = !isCompared || like.isWhole ? figures : await read(like.now);
  const then = isCompared ? await readThen(reader, source, like) : new Map<string, GroupFigures>();
  const keys = new Set([
    ...figures.keys(),
    ...then.keys(),
    ...grouping === "item" ? await unsoldItems(reader, source) : [],
  ]).difference(await withoutSales(reader, grouping));
  const groups = [...keys].map((key) => ({
    key,
    figures: figures.get(key) ?? noFigures(),
    ...(fair !== null && {
      whole: {
        days: daysIn(grouping, whole?.dates ?? [], key),
        figures: fair.get(key) ?? noFigures(),
      },
    }),
    ...(like !== null && {
      compared: isCompared ? comparedGroup(now.get(key), then.get(key), like) : null,
    }),
  }));
  return await named(reader, source, inOrder(groups, source));
}

/** Null when a group sold on none of the days compared, unless these are all. */
function comparedGroup(
  now: GroupFigures | undefined,
  then: GroupFigures | undefined,
  { isWhole }: LikeForLike,
): ComparedGroup | null {
  if (!isWhole && now === undefined && then === undefined) return null;
  return { now: now ?? noFigures(), then: then ?? noFigures(), isWhole };
}

/** Items and categories that are gift cards: no sale, so no group. */
async function withoutSales(reader: Reader, grouping: Grouping): Promise<ReadonlySet<string>> {
  const isOfItems = grouping === "item" || grouping === "category";
  return isOfItems ? await readGiftCardKeys(reader, grouping) : new Set();
}

/** Items of the menu in the asked currency, sold or not. */
async function unsoldItems(
  reader: Reader,
  { unsold = false, currency }: BreakdownSource,
): Promise<string[]> {
  if (!unsold) return [];
  const items = await readMenuItems(reader);
  return items.filter((item) => item.currency === currency).map(({ id }) => id);
}

/** The groups of the previous period, under the names of the current one. */
async function readThen(
  reader: Reader,
  { grouping, parts }: BreakdownSource,
  { then, counterpart }: LikeForLike,
): Promise<Groups> {
  const { dimension, by: column } = SOURCES[grouping];
  const by = column === "date" ? "business_date" : column;
  const groups = await readSpanGroups(reader, { dimension, by, spans: then });
  for (const entry of parts) {
    if (entry.dimension !== dimension) continue;
    addGroupFigures(groups.getOrInsertComputed(entry[by], noFigures), entry.figures);
  }
  if (!CHRONICLES.includes(grouping)) return regroup(groups, nameOf(grouping));
  const moved = (date: string) => {
    const day = counterpart.get(dayNumber(date));
    return day === undefined ? undefined : nameOf(grouping)(dateOfDay(day));
  };
  return regroup(groups, moved);
}

/** The label of a rollup key in a breakdown. */
function nameOf(grouping: Grouping): (key: string) => string {
  switch (grouping) {
    case "weekday":
      return (date) => WEEKDAY_NAMES[weekdayOf(dayNumber(date))] ?? "";
    case "month":
      return (date) => date.slice(0, 7);
    case "hour":
      return (hour) => `${hour}:00`;
    case "daypart":
      return (hour) => daypartOf(Number(hour));
    default:
      return (key) => key;
  }
}

function regroup(groups: Groups, name: (key: string) => string | undefined): Groups {
  const regrouped = new Map<string, GroupFigures>();
  for (const [key, figures] of groups) {
    const group = name(key);
    if (group === undefined) continue;
    addGroupFigures(regrouped.getOrInsertComputed(group, noFigures), figures);
  }
  return regrouped;
}

/** How many whole days a group has. */
function daysIn(grouping: Grouping, dates: readonly string[], key: string): number {
  if (grouping !== "weekday") return dates.length;
  return dates.filter((date) => nameOf(grouping)(date) === key).length;
}

type KeyedGroup = Omit<SalesGroup, "group" | "id"> & { readonly key: string };

function inOrder(
  groups: readonly KeyedGroup[],
  { grouping, locations }: BreakdownSource,
): readonly KeyedGroup[] {
  const names = orderOf(grouping, locations);
  if (names !== null) return groups.toSorted((a, b) => names.indexOf(a.key) - names.indexOf(b.key));
  if (CHRONICLES.includes(grouping)) return groups.toSorted((a, b) => a.key < b.key ? -1 : 1);
  return groups.toSorted((a, b) =>
    netSales(b.figures) - netSales(a.figures) || (a.key < b.key ? -1 : 1)
  );
}

function orderOf(
  grouping: Grouping,
  locations: BreakdownSource["locations"],
): readonly string[] | null {
  switch (grouping) {
    case "weekday":
      return WEEKDAY_NAMES;
    case "hour":
      return hoursFrom(locations);
    case "daypart":
      return DAYPARTS.map(({ name }) => name);
    default:
      return null;
  }
}

function hoursFrom(locations: BreakdownSource["locations"]): string[] {
  const first = Math.floor(Math.min(...locations.map((l) => l.business_day_start)) / 60);
  return Array.from({ length: 24 }, (_, i) => `${String((first + i) % 24).padStart(2, "0")}:00`);
}

async function named(
  reader: Reader,
  { grouping, currency }: BreakdownSource,
  groups: readonly KeyedGroup[],
): Promise<SalesGroup[]> {
  const names = grouping === "item" ? await itemNames(reader) : new Map<string, string>();
  const costOf = grouping === "item" && currency !== undefined
    ? await itemCosts(reader, currency, groups.map(({ key }) => key))
    : undefined;
  return groups.map(({ key, ...figures }) => {
    if (key === SERVICE_CHARGES_KEY) return { group: "Service charges", ...figures };
    if (grouping === "item") {
      const food_cost = costOf?.(key, figures.figures.units);
      const cost = food_cost === undefined ? {} : { food_cost };
      return { group: names.get(key) ?? key, id: key, ...figures, ...cost };
    }
    if (grouping === "location") return { group: key, id: key, ...figures };
    return { group: key === UNKNOWN[grouping] ? "not recorded" : key, ...figures };
  });
}

/** The key of what is not recorded. */
const UNKNOWN: Readonly<Partial<Record<Grouping, string>>> = {
  payment_method: UNKNOWN_PAYMENT,
  channel: UNKNOWN_CHANNEL,
};

async function itemNames(reader: Reader): Promise<ReadonlyMap<string, string>> {
  return new Map((await readMenuItems(reader)).map(({ id, name }) => [id, name]));
}
