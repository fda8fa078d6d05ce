import { contains } from "../../../storage/conditions.ts";
import type { Reader } from "../../../storage/database.ts";
import { counted } from "../../../values/counted.ts";
import { RestaurantError } from "../../../values/errors.ts";
import { businessToday } from "../../locations/business_today.ts";
import type { Location } from "../../locations/location.ts";
import { dateRange, todayAt } from "../../sales/date_range.ts";
import { comparablePeriod, type Period } from "../../../values/period.ts";
import { MODEL_VERSION } from "../load_model.ts";
import { readReplies } from "../replies/write_reply.ts";
import { countFeedback, countThemes, type ThemeCount } from "./count_themes.ts";
import { cursorOf, placeOf } from "./feedback_cursor.ts";
import { countMatching, type FeedbackSearch, findFeedback } from "./find_feedback.ts";
import { bySeverity, toAlerts, toPiece } from "./piece.ts";
import type { SearchAnswer } from "./search_answer.ts";

/** A search as requested. */
export interface FeedbackQuestion {
  readonly date_range?: string | undefined;
  readonly aspect?: string | undefined;
  readonly sentiment?: string | undefined;
  readonly alert?: string | undefined;
  /** From 1 to 5, or a range such as 1-2. */
  readonly rating?: string | undefined;
  readonly item?: string | undefined;
  readonly text?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Most alerts and themes in an answer. */
const MOST_ALERTS = 8;
const MOST_THEMES = { aspect: 7, issue: 8, item: 5 };
/** Menu items that a name may mean. */
const MOST_ITEMS = 20;

/**
 * Matching feedback, its subjects, and the figures of the period before.
 *
 * @throws {RestaurantError} INVALID_INPUT for invalid dates, ratings or cursors; NOT_FOUND for an
 * unknown item.
 */
export async function searchFeedback(
  reader: Reader,
  question: FeedbackQuestion,
  locations: readonly Location[],
  now: Temporal.Instant,
): Promise<SearchAnswer> {
  const { date_range, cursor, limit } = question;
  const period = date_range === undefined ? null : dateRange(date_range, todayAt(locations, now));
  const search = await searchOf(reader, question, locations, period);
  const before = period === null
    ? null
    : { ...search, period: comparablePeriod(period, "previous_period") };
  const after = cursor === undefined ? undefined : placeOf(cursor);
  const found = await findFeedback(reader, search, { after, limit: limit + 1 });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const totals = await countFeedback(reader, search, MODEL_VERSION);
  const replies = await readReplies(reader, page.map(({ id }) => id));
  const alarming = { ...search, alert: search.alert ?? "any" };
  const alerting = await findFeedback(reader, alarming, { limit: MOST_ALERTS });
  const alerts = alerting.flatMap(toAlerts).sort(bySeverity).slice(0, MOST_ALERTS);
  const alerts_in_all = await countMatching(reader, alarming);
  const { positive, negative, neutral, mixed, count, rated, average_rating } = totals;
  return {
    period,
    compared_with: before?.period ?? null,
    count,
    count_before: before === null
      ? null
      : (await countFeedback(reader, before, MODEL_VERSION)).count,
    sentiments: { positive, negative, neutral, mixed },
    average_rating,
    rated,
    alerts,
    alerts_in_all,
    themes: await themes(reader, search, before),
    feedback: page.map((one) => toPiece(one, replies.get(one.id))),
    ...(found.length > limit && last !== undefined && { next_cursor: cursorOf(last) }),
    notes: [
      ...omittedNote(alerts, alerts_in_all),
      ...notesOf(totals.unread),
      businessToday(locations, now),
    ],
  };
}

async function searchOf(
  reader: Reader,
  { aspect, sentiment, alert, rating, item, text }: FeedbackQuestion,
  locations: readonly Location[],
  period: Period | null,
): Promise<FeedbackSearch> {
  return {
    location_ids: locations.map(({ id }) => id),
    period,
    aspect,
    sentiment,
    alert,
    text,
    rating: rating === undefined ? undefined : ratingRange(rating),
    items: item === undefined ? undefined : await itemsCalled(reader, item),
  };
}

function ratingRange(rating: string): { from: number; to: number } {
  const [from = 1, to = from] = rating.split("-").map(Number);
  if (from <= to) return { from, to };
  const problem = "Give the lower rating first, such as 1-2.";
  throw new RestaurantError("INVALID_INPUT", `rating: ${problem}`, {
    fields: [{ field: "rating", problem }],
  });
}

/**
 * Ids of the menu items that a name may mean.
 *
 * @throws {RestaurantError} NOT_FOUND
 */
export async function itemsCalled(reader: Reader, wanted: string): Promise<string[]> {
  const names = spellings(wanted).map((name) => contains("menu_items.name", name));
  const rows = await reader.selectFrom("menu_items").select("id")
    .where((where) => where.or([where("id", "=", wanted), ...names]))
    .orderBy("id").limit(MOST_ITEMS).execute();
  if (rows.length > 0) return rows.map(({ id }) => id);
  throw new RestaurantError("NOT_FOUND", `No menu item is called '${wanted}'.`, {
    hint: "Use an id or part of a name from get_menu.",
  });
}

/** Menus write "Fish & Chips" and "Fish and chips". */
function spellings(name: string): string[] {
  const [words, signs] = [name.replaceAll(/\s*&\s*/g, " and "), name.replaceAll(/\band\b/gi, "&")];
  return [...new Set([name, words, signs])];
}

async function themes(
  reader: Reader,
  search: FeedbackSearch,
  before: FeedbackSearch | null,
): Promise<SearchAnswer["themes"]> {
  const now = await countThemes(reader, search);
  const earlier = before === null
    ? null
    : new Map((await countThemes(reader, before)).map((theme) => [keyOf(theme), theme]));
  const names = await itemNames(reader, now);
  return (["aspect", "issue", "item"] as const).flatMap((kind) =>
    now.filter((theme) => theme.kind === kind).slice(0, MOST_THEMES[kind]).map((theme) => {
      const was = earlier?.get(keyOf(theme));
      return {
        kind,
        name: kind === "item" ? names.get(theme.name) ?? theme.name : theme.name,
        mentions: theme.mentions,
        positive: theme.positive,
        negative: theme.negative,
        mixed: theme.mixed,
        before: earlier === null ? null : was?.mentions ?? 0,
        negative_before: earlier === null ? null : was?.negative ?? 0,
        is_new: earlier !== null && was === undefined && theme.mentions > 1,
      };
    })
  );
}

function keyOf({ kind, name }: ThemeCount): string {
  return `${kind} ${name}`;
}

async function itemNames(
  reader: Reader,
  counts: readonly ThemeCount[],
): Promise<Map<string, string>> {
  const ids = counts.filter(({ kind }) => kind === "item").slice(0, MOST_THEMES.item).map((
    { name },
  ) => name);
  if (ids.length === 0) return new Map();
  const rows = await reader.selectFrom("menu_items").select(["id", "name"]).where("id", "in", ids)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** How many alerts are not listed, and how to see them. */
function omittedNote(alerts: SearchAnswer["alerts"], inAll: number): string[] {
  const shown = new Set(alerts.map(({ feedback_id }) => feedback_id)).size;
  return shown >= inAll ? [] : [
    `${counted(inAll, "piece")} have alerts; those of the ${shown} most severe are listed first. ` +
    'See all with alert "any", a higher limit, and next_cursor.',
  ];
}

function notesOf(unread: number): string[] {
  return unread === 0 ? [] : [
    `${unread} of them ${unread === 1 ? "is" : "are"} not read by the present model yet: ` +
    "ask again in a minute.",
  ];
}
