import { RestaurantError } from "../values/errors.ts";
import { type CatalogKindName, FLOOR_KIND_NAMES } from "./catalog/kinds.ts";

/** What a file can hold. */
export type ImportKind = "sales" | CatalogKindName;

const LATER = ["feedback", "labour"];

/**
 * The kind of file that is meant; sales where nothing is said.
 *
 * @throws {RestaurantError} INVALID_INPUT for another one, naming those that there are.
 */
export function importKind(wanted: unknown = "sales"): ImportKind {
  if (wanted === "sales") return wanted;
  return floorKind(wanted, "--kind", "sales, ");
}

/**
 * The kind of file about the floor that is meant.
 *
 * @param flag Where it was named, for the message.
 * @param more Kinds that can be named there, too.
 * @throws {RestaurantError} INVALID_INPUT for another one, naming those that there are.
 */
export function floorKind(wanted: unknown, flag: string, more = ""): CatalogKindName {
  const found = FLOOR_KIND_NAMES.find((name) => name === wanted);
  if (found !== undefined) return found;
  const text = String(wanted).slice(0, 40);
  const problem = LATER.includes(text) ? "is not in this version" : "is not valid";
  throw new RestaurantError(
    "INVALID_INPUT",
    `${flag} '${text}' ${problem}; use one of ${more}${FLOOR_KIND_NAMES.join(", ")}.`,
  );
}
