import { z } from "zod";
import type { Location } from "../locations/location.ts";
import type { Reader } from "../../storage/database.ts";
import { foldWords } from "../../values/fold.ts";
import { fromBase64Url, toBase64Url } from "../../values/base64url.ts";
import { RestaurantError } from "../../values/errors.ts";
import { toMajor } from "../../values/money.ts";
import { AVAILABILITIES, readRestrictions } from "./availability.ts";
import { type AvailabilityOrigin, readOrigins } from "./availability_origins.ts";
import { type MenuItem, readMenuItems } from "./menu_items.ts";
import { menuTax, readMenuTaxes } from "./menu_taxes.ts";
import { type ModifierGroup, readModifierGroups } from "./modifier_groups.ts";
import { readAllVariations, shownVariations, type Variation } from "./variations.ts";

/** Up to this many items are shown with their modifiers. */
const MOST_DETAILED = 5;
/** Beyond this number, locations with a restriction are only counted. */
const MOST_RESTRICTIONS = 4;
/** More modifiers of a group are left out. */
const MOST_MODIFIERS = 20;
/** More variations of an item are counted, unless few items match. */
const MOST_VARIATIONS = 6;
/** Characters of an item on a page of many, on average: with them a page is below 2,000 tokens. */
const LONGEST_ITEM = 160;
const USUAL_LIMIT = 40;

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
  price: z.number().nullable()
    .describe("Null if not set (the item came with sales), or if it is sold in variations."),
  currency: z.string(),
  variations: z.array(z.strictObject({ name: z.string(), price: z.number().nullable() })).optional()
    .describe("All that it is sold in."),
  omitted_variations: z.int().optional(),
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
  taxes: z.array(menuTax).optional().describe("Of the locations that have a rate."),
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
  const variations = await readAllVariations(reader);
  const taxes = await readMenuTaxes(reader, locations);
  const page = matching.slice(from, from + limit);
  const origins = await readOrigins(reader, page.map(({ id }) => id));
  const groups = matching.length > MOST_DETAILED || page.length === 0
    ? undefined
    : await readModifierGroups(reader, page);
  const shown = page.map((item) => ({
    item_id: item.id,
    name: item.name,
    category: item.category,
    ...pricesOf(item, variations.get(item.id) ?? [], groups !== undefined),
    ...(groups !== undefined && item.description !== "" && { description: item.description }),
    ...restrictionsOf(item.id, own(item.id), origins, places),
    ...modifiersOf(item, groups?.get(item.id)),
  }));
  const fitting = asManyAsFit(shown, Math.max(limit, USUAL_LIMIT) * LONGEST_ITEM);
  const next = from + fitting.length;
  return {
    matching: matching.length,
    items: fitting,
    ...(taxes.length > 0 && { taxes }),
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

/** The price of an item, or those of its variations. */
function pricesOf(
  { price, currency }: MenuItem,
  variations: readonly Variation[],
  isDetailed: boolean,
): Pick<MenuAnswer["items"][number], "price" | "currency" | "variations" | "omitted_variations"> {
  if (variations.length === 0) {
    return { price: price === null ? null : toMajor(price, currency), currency };
  }
  const some = isDetailed ? variations : variations.slice(0, MOST_VARIATIONS);
  const omitted = variations.length - some.length;
  return {
    price: null,
    currency,
    variations: shownVariations(some, currency),
    ...(omitted > 0 && { omitted_variations: omitted }),
  };
}

/** The first items, at least one; the next page begins after them. */
function asManyAsFit<Shown>(items: readonly Shown[], longest: number): Shown[] {
  let left = longest;
  const end = items.findIndex((item, index) =>
    (left -= JSON.stringify(item).length) < 0 && index > 0
  );
  return end === -1 ? [...items] : items.slice(0, end);
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
