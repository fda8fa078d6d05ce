import type { NewLocation } from "../../restaurant/locations/location.ts";
import { visibleText } from "../../values/text.ts";
import { RowProblem } from "../cells/row_problem.ts";

/** A location of an import; `stored` is false until its first row. */
export interface Place extends NewLocation {
  readonly stored: boolean;
}

/** The location of each row, by the location that the row names (empty for none). */
export type Places = ReadonlyMap<string, Place>;

/**
 * The place of a row.
 *
 * @param name The location that the row names.
 * @throws {RowProblem} if the survey has not met it, because the row has no date.
 */
export function placeNamed(places: Places, name: string): Place {
  const place = places.get(visibleText(name));
  if (place === undefined) throw new RowProblem("date", "is not a date");
  return place;
}
