import { fromBase64Url, toBase64Url } from "../../values/base64url.ts";
import { RestaurantError } from "../../values/errors.ts";
import { STOCK_STATES } from "./restock.ts";

/** The position of a row in the list; rows are listed by urgency. */
export interface InventoryPlace {
  /** Index in `STOCK_STATES`. */
  readonly rank: number;
  /** Days that it lasts, in tenths; Infinity if nothing is used. */
  readonly tenths: number;
  readonly ingredient_id: string;
  readonly location_id: string;
}

const FORM = /^(\d) (-?\d{1,15}|Infinity) ([A-Z0-9]{8}) (\S{1,60})$/u;

/** The order of the list, as sorting functions want it. */
export function comparePlaces(a: InventoryPlace, b: InventoryPlace): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.tenths !== b.tenths) return a.tenths < b.tenths ? -1 : 1;
  if (a.ingredient_id !== b.ingredient_id) return a.ingredient_id < b.ingredient_id ? -1 : 1;
  return a.location_id === b.location_id ? 0 : a.location_id < b.location_id ? -1 : 1;
}

/** A place as an opaque text. */
export function inventoryCursor(
  { rank, tenths, ingredient_id, location_id }: InventoryPlace,
): string {
  return toBase64Url(`${rank} ${tenths} ${ingredient_id} ${location_id}`);
}

/**
 * The place of a cursor.
 *
 * @throws {RestaurantError} INVALID_INPUT for a text that `inventoryCursor` never gave.
 */
export function inventoryPlace(cursor: string): InventoryPlace {
  const [, rank = "", tenths, ingredient_id = "", location_id = ""] =
    FORM.exec(fromBase64Url(cursor)) ??
      [];
  if (tenths !== undefined && Number(rank) < STOCK_STATES.length) {
    return { rank: Number(rank), tenths: Number(tenths), ingredient_id, location_id };
  }
  const problem = "Use the next_cursor of the answer before, unchanged, or leave it out.";
  throw new RestaurantError("INVALID_INPUT", `cursor: ${problem}`, {
    fields: [{ field: "cursor", problem }],
  });
}
