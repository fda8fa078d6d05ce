import { noteCatalogChanged } from "../../storage/catalog_mark.ts";
import { keptUntilCommit } from "../../storage/kept.ts";
import { prepared } from "../../storage/prepared.ts";
import { noteLocations } from "../../storage/question_locations.ts";
import type { Reader, Writer } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { clockText, timeZone } from "../../values/business_day.ts";
import { RestaurantError } from "../../values/errors.ts";
import { minorDigits } from "../../values/money.ts";
import { type ChoiceWords, chooseNamed, namedExactly } from "../../values/choose_named.ts";
import { foldText } from "../../values/fold.ts";

/** A place that sells: its own time zone, currency and business day. */
export type Location = Row<"locations">;

/** The input of a new location. */
export type NewLocation = Omit<Location, "created_at">;

/** The name of all locations together in answers. */
const ALL = "all";

/** Noon: a business day that began later would carry the wrong date. */
const LATEST_START = 720;

/** All locations, by name. */
export function readLocations(reader: Reader): Promise<readonly Location[]> {
  return keptUntilCommit(reader, "locations", () => locationsByName(reader, {}));
}

const locationsByName = prepared((reader) =>
  reader.selectFrom("locations").selectAll().orderBy("name").orderBy("id")
);

/**
 * The location with an id, or with a name regardless of capitals, accents and signs.
 *
 * @throws {RestaurantError} INVALID_INPUT if several have the name.
 */
export function knownLocation(
  locations: readonly Location[],
  wanted: string,
): Location | undefined {
  return namedExactly(wanted, locations, wordsFor(locations));
}

function matching(locations: readonly Location[], wanted: string): Location[] {
  const found = knownLocation(locations, wanted);
  if (found !== undefined) return [found];
  if (foldText(wanted.trim()) === ALL) return [...locations];
  return [chooseNamed(wanted, locations, wordsFor(locations))];
}

function wordsFor(locations: readonly Location[]): ChoiceWords {
  const hint = `Known locations: ${locations.map(({ id }) => id).join(", ")}.`;
  return { what: "location", field: "location", hint };
}

/**
 * The requested location, or all of them if none was named.
 *
 * @throws {RestaurantError} NOT_FOUND for an unknown one, with the known ones, or if there is none
 * at all; INVALID_INPUT if the name is that of several, or a part of several names.
 */
export async function chooseLocations(reader: Reader, wanted?: string): Promise<Location[]> {
  const locations = await readLocations(reader);
  if (locations.length === 0) {
    throw new RestaurantError("NOT_FOUND", "There is no location yet, so there is no data.", {
      hint: "Import a sales export with `restaurant-mcp import`, or start the server with --demo.",
    });
  }
  const found = wanted === undefined ? [...locations] : matching(locations, wanted);
  noteLocations(reader, found.map(({ id }) => id));
  return found;
}

/**
 * The one location that is meant: the named one, or the only one there is.
 *
 * @throws {RestaurantError} NOT_FOUND as above; INVALID_INPUT if none was named and there are
 * several.
 */
export async function chooseLocation(reader: Reader, wanted?: string): Promise<Location> {
  const [location, ...others] = await chooseLocations(reader, wanted);
  if (location !== undefined && others.length === 0) return location;
  const problem = "Say at which location; there are several.";
  throw new RestaurantError("INVALID_INPUT", `location: ${problem}`, {
    fields: [{ field: "location", problem }],
    hint: `Known locations: ${[location, ...others].map((one) => one?.id).join(", ")}.`,
  });
}

/**
 * The locations of a change: the named one, the only one there is, or all for `all`.
 *
 * @throws {RestaurantError} NOT_FOUND as above; INVALID_INPUT if none was named and there are
 * several.
 */
export async function chooseExplicitly(reader: Reader, wanted?: string): Promise<Location[]> {
  return wanted === undefined
    ? [await chooseLocation(reader)]
    : await chooseLocations(reader, wanted);
}

/** The id that a name gives: `Joe's Pizza` is `joes-pizza`. */
export function locationId(name: string): string {
  return name.normalize("NFKD").toLowerCase()
    .replaceAll(/[\p{M}'’]/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60);
}

/**
 * Adds a location.
 *
 * @param at UTC instant of the writing.
 * @throws {RestaurantError} INVALID_INPUT for a faulty id, time zone, currency or business-day start.
 */
export async function addLocation(
  writer: Writer,
  location: NewLocation,
  at: string,
): Promise<Location> {
  if (location.id === "") {
    throw new RestaurantError(
      "INVALID_INPUT",
      `'${location.name}' cannot become a location id; use a name with letters or digits.`,
    );
  }
  if (location.business_day_start > LATEST_START) {
    throw new RestaurantError(
      "INVALID_INPUT",
      `A business day cannot start at ${clockText(location.business_day_start)}; ` +
        `use a time from 00:00 to ${clockText(LATEST_START)}.`,
    );
  }
  minorDigits(location.currency);
  const row = { ...location, time_zone: timeZone(location.time_zone), created_at: at };
  await noteCatalogChanged(writer);
  await writer.insertInto("locations").values(row).execute();
  return row;
}
