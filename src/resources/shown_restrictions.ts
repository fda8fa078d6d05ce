import { availabilityText, type LocationAvailability } from "../restaurant/menu/availability.ts";

/** More locations are counted: the menu of a chain must fit into a model's context. */
const MOST_LOCATIONS = 10;

/** Restrictions of an item as a menu shows them: nothing, or a text by location. */
export function shownRestrictions(
  restrictions: readonly LocationAvailability[] = [],
): {
  readonly not_in_stock?: Readonly<Record<string, string>>;
  readonly omitted_locations?: number;
} {
  if (restrictions.length === 0) return {};
  const shown = restrictions.slice(0, MOST_LOCATIONS);
  const omitted = restrictions.length - shown.length;
  return {
    not_in_stock: Object.fromEntries(
      shown.map((restriction) => [restriction.location_id, availabilityText(restriction)]),
    ),
    ...(omitted > 0 && { omitted_locations: omitted }),
  };
}
