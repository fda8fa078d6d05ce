import { RestaurantError } from "../values/errors.ts";
import { calendar } from "./calendar/calendar.ts";
import { ingredients } from "./catalog/ingredients.ts";
import { menu } from "./catalog/menu.ts";
import { recipes } from "./catalog/recipes.ts";
import { stock } from "./catalog/stock.ts";
import { labour } from "./labour/labour.ts";
import { details } from "./details/details.ts";
import { feedback } from "./feedback/feedback.ts";
import type { Kind } from "./kind/kind.ts";
import { sales } from "./sales/sales.ts";

/**
 * Every kind of file, in the order in which a header is matched, which is also the best order to
 * import them. To add one: a file and a line here.
 */
export const KINDS: readonly [Kind, ...Kind[]] = [
  sales,
  details,
  menu,
  ingredients,
  recipes,
  stock,
  labour,
  calendar,
  feedback,
];

/** Their names. */
export const KIND_NAMES: readonly string[] = KINDS.map(({ name }) => name);

/** The names of those that have a template. */
export const TEMPLATE_NAMES: readonly string[] = KINDS.filter(({ example }) => example)
  .map(({ name }) => name);

/** The names of all formats. */
export const FORMAT_NAMES: readonly string[] = [
  ...new Set(KINDS.flatMap(({ formats }) => formats.map(({ name }) => name))),
];

/**
 * The kind with a name.
 *
 * @param flag The flag that names it, for the message.
 * @throws {RestaurantError} INVALID_INPUT for an unknown one.
 */
export function kindNamed(wanted: unknown, flag: string, names = KIND_NAMES): Kind {
  const kind = KINDS.find(({ name }) => name === wanted && names.includes(name));
  if (kind !== undefined) return kind;
  throw new RestaurantError(
    "INVALID_INPUT",
    `${flag} '${String(wanted).slice(0, 40)}' is not valid; use one of ${names.join(", ")}.`,
  );
}
