import type { Reader } from "../../storage/database.ts";
import { dateOfDay, dayNumber } from "../../values/day_number.ts";
import type { Period } from "../../values/period.ts";
import { readMenuItems } from "../menu/menu_items.ts";
import { whyNotByGroup } from "./comparable_groups.ts";
import { noFigures } from "./figures.ts";
import { readGiftCardKeys } from "./gift_card_keys.ts";
import { named } from "./group_names.ts";
import { inOrder } from "./group_order.ts";
import { CHRONICLES, type Grouping, labelOf, PER_DAY, SOURCES } from "./groupings.ts";
import type { LikeForLike } from "./like_for_like.ts";
import type { GroupFigures } from "./read_figures.ts";
import { addGroupFigures, readSpanGroups } from "./read_spans.ts";
import type { BreakdownSource, ComparedGroup, SalesGroup } from "./sales_group.ts";
import type { Span } from "./spans.ts";

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

/** Sales by group, in the order in which groups are read. */
export async function readComparedBreakdown(
  reader: Reader,
  source: BreakdownSource,
): Promise<SalesGroup[]> {
  const { grouping, spans, whole, like } = source;
  const read = async (days: readonly Span[]) =>
    regroup(await readSpanGroups(reader, { ...SOURCES[grouping], spans: days }), labelOf(grouping));
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
  ]).difference(await withoutSales(reader, source));
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
async function withoutSales(
  reader: Reader,
  { grouping, spans }: BreakdownSource,
): Promise<ReadonlySet<string>> {
  const isOfItems = grouping === "item" || grouping === "category";
  return isOfItems ? await readGiftCardKeys(reader, grouping, spans) : new Set();
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
  if (!CHRONICLES.includes(grouping)) return regroup(groups, labelOf(grouping));
  const moved = (date: string) => {
    const day = counterpart.get(dayNumber(date));
    return day === undefined ? undefined : labelOf(grouping)(dateOfDay(day));
  };
  return regroup(groups, moved);
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
  return dates.filter((date) => labelOf(grouping)(date) === key).length;
}
