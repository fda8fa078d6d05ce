import { z } from "zod";
import type { Location } from "../locations/location.ts";
import type { Reader } from "../../storage/database.ts";
import { foldWords } from "../../values/fold.ts";
import { fromBase64Url, toBase64Url } from "../../values/base64url.ts";
import { RestaurantError } from "../../values/errors.ts";
import { formatDecimal, minorDigits, toMajor } from "../../values/money.ts";
import { AVAILABILITIES, availabilityText, readRestrictions } from "./availability.ts";
import { type AvailabilityOrigin, readOrigins } from "./availability_origins.ts";
import { type MenuItem, readMenuItems } from "./menu_items.ts";
import { type ModifierGroup, readModifierGroups } from "./modifier_groups.ts";
import { counted } from "../../values/counted.ts";

/** Up to this many items are shown with their modifiers. */
const MOST_DETAILED = 5;
/** Beyond this number, locations with a restriction are only counted. */
const MOST_RESTRICTIONS = 4;
/** More modifiers of a group are counted. */
const MOST_MODIFIERS = 20;

const restriction = z.strictObject({
  location: z.string(),
  availability: z.enum(AVAILABILITIES),
  remaining: z.int().nullable(),
  since: z.string().optional().describe("Local time of the change; absent if not recorded."),
  by: z.string().optional(),
});

const item = z.strictObject({
  item_id: z.string(),
  name: z.string(),
  category: z.string(),
  price: z.number().nullable().describe("Null if not set: the item came with sales."),
  currency: z.string(),
  description: z.string().optional(),
  not_in_stock: z.array(restriction).optional().describe("Absent: in stock everywhere."),
  omitted_locations: z.int().optional(),
  modifier_groups: z.array(z.strictObject({
    name: z.string(),
    choose: z.string(),
    modifiers: z.array(z.strictObject({ id: z.string(), name: z.string(), price: z.number() })),
  })).optional().describe(`Only if at most ${MOST_DETAILED} items match.`),
});

/** The form of an answer about the menu. */
export const menuAnswer = z.strictObject({
  matching: z.int(),
  items: z.array(item),
  categories: z.array(z.string()).optional().describe("All categories, on the first page."),
  next_cursor: z.string().optional(),
});

/** An answer about the menu. */
export type MenuAnswer = z.output<typeof menuAnswer>;

/** The question to the menu. */
export interface MenuQuestion {
  readonly text?: string | undefined;
  readonly category?: string | undefined;
  readonly only_unavailable: boolean;
  /** The locations where items are limited or out of stock. */
  readonly locations: readonly Location[];
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/**
 * The menu, or what of it was asked for, by category and name.
 *
 * @throws {RestaurantError} INVALID_INPUT for a cursor that was never given.
 */
export async function readMenuAnswer(reader: Reader, question: MenuQuestion): Promise<MenuAnswer> {
  const { locations, only_unavailable, cursor, limit } = question;
  const items = await readMenuItems(reader);
  const places = new Map(locations.map((location) => [location.id, location]));
  const restrictions = await readRestrictions(reader);
  const own = (id: string) =>
    (restrictions.get(id) ?? []).filter(({ location_id }) => places.has(location_id));
  const matching = items.filter((item) =>
    matches(item, question) && (!only_unavailable || own(item.id).length > 0)
  );
  const from = cursor === undefined ? 0 : startOf(cursor);
  const page = matching.slice(from, from + limit);
  const origins = await readOrigins(reader, page.map(({ id }) => id));
  const groups = matching.length > MOST_DETAILED || page.length === 0
    ? undefined
    : await readModifierGroups(reader, page);
  const next = from + page.length;
  return {
    matching: matching.length,
    items: page.map((item) => ({
      item_id: item.id,
      name: item.name,
      category: item.category,
      price: item.price === null ? null : toMajor(item.price, item.currency),
      currency: item.currency,
      ...(groups !== undefined && item.description !== "" && { description: item.description }),
      ...restrictionsOf(item.id, own(item.id), origins, places),
      ...modifiersOf(item, groups?.get(item.id)),
    })),
    ...(from === 0 && question.category === undefined && question.text === undefined &&
      { categories: [...new Set(items.map(({ category }) => category))].slice(0, 40) }),
    ...(next < matching.length && { next_cursor: toBase64Url(`menu ${next}`) }),
  };
}

function matches({ id, name, category }: MenuItem, question: MenuQuestion): boolean {
  const text = foldWords(question.text ?? "");
  const wanted = foldWords(question.category ?? "");
  return (text === "" || foldWords(name).includes(text) || id.toLowerCase() === text) &&
    (wanted === "" || foldWords(category).includes(wanted));
}

function restrictionsOf(
  itemId: string,
  restrictions: readonly { location_id: string; state: string; remaining: number | null }[],
  origins: readonly AvailabilityOrigin[],
  places: ReadonlyMap<string, Location>,
): Pick<MenuAnswer["items"][number], "not_in_stock" | "omitted_locations"> {
  if (restrictions.length === 0) return {};
  const left = restrictions.length - MOST_RESTRICTIONS;
  return {
    not_in_stock: restrictions.slice(0, MOST_RESTRICTIONS).map((one) => {
      const { location_id, remaining } = one;
      const origin = origins.find((origin) =>
        origin.menu_item_id === itemId && origin.location_id === location_id
      );
      const { time_zone = "UTC" } = places.get(location_id) ?? {};
      return {
        location: location_id,
        availability: one.state === "limited" ? "limited" as const : "out_of_stock" as const,
        remaining,
        ...(origin !== undefined && {
          since: localMinute(origin.changed_at, time_zone),
          by: origin.actor,
        }),
      };
    }),
    ...(left > 0 && { omitted_locations: left }),
  };
}

function modifiersOf(
  { currency }: MenuItem,
  groups: readonly ModifierGroup[] | undefined,
): Pick<MenuAnswer["items"][number], "modifier_groups"> {
  if (groups === undefined || groups.length === 0) return {};
  return {
    modifier_groups: groups.map(({ name, min_selections, max_selections, modifiers }) => ({
      name,
      choose: max_selections === null
        ? `at least ${min_selections}`
        : min_selections === max_selections
        ? `${min_selections}`
        : `${min_selections} to ${max_selections}`,
      modifiers: modifiers.slice(0, MOST_MODIFIERS).map(({ id, name, price }) => ({
        id,
        name,
        price: toMajor(price, currency),
      })),
    })),
  };
}

function startOf(cursor: string): number {
  const [, start] = /^menu (\d{1,6})$/.exec(fromBase64Url(cursor)) ?? [];
  if (start !== undefined) return Number(start);
  const problem = "Use the next_cursor of the answer before, unchanged, or leave it out.";
  throw new RestaurantError("INVALID_INPUT", `cursor: ${problem}`, {
    fields: [{ field: "cursor", problem }],
  });
}

function localMinute(at: string, timeZone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDateTime()
    .toString({ smallestUnit: "minute" }).replace("T", " ");
}

/** The menu in words: an item a line, with its id. */
export function menuText({ matching, items, categories, next_cursor }: MenuAnswer): string {
  return [
    `${counted(matching, "item")} match${matching === 1 ? "es" : ""}${
      items.length < matching ? `, ${items.length} shown` : ""
    }.`,
    ...(categories === undefined ? [] : [`Categories: ${categories.join(", ")}.`]),
    ...items.map(itemText),
    ...(next_cursor === undefined ? [] : [`More with cursor ${next_cursor}.`]),
  ].join("\n");
}

function itemText(item: MenuAnswer["items"][number]): string {
  const { price, currency, not_in_stock = [], omitted_locations, modifier_groups = [] } = item;
  const amount = (value: number) => formatDecimal(value, minorDigits(currency));
  return [
    `${item.name} (${item.item_id})`,
    item.category,
    price === null ? "no price" : `${amount(price)} ${currency}`,
    ...not_in_stock.map(({ location, availability, remaining, since, by }) =>
      `${location}: ${availabilityText({ state: availability, remaining })}` +
      (since === undefined ? "" : ` since ${since} by ${by}`)
    ),
    ...(omitted_locations === undefined
      ? []
      : [`and at ${counted(omitted_locations, "more location")}`]),
    ...modifier_groups.map(({ name, choose, modifiers }) =>
      `${name} (choose ${choose}): ` +
      modifiers.map(({ id, name, price }) => `${name} (${id}) +${amount(price)}`).join(", ")
    ),
    ...(item.description === undefined ? [] : [item.description]),
  ].join(" | ");
}
