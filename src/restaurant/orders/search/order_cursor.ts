import { fromBase64Url, toBase64Url } from "../../../values/base64url.ts";
import { RestaurantError } from "../../../values/errors.ts";
import { PUBLIC_ID } from "../../../values/public_id.ts";

/** The last order of a page: the next one begins after it. */
export interface OrderPosition {
  /** UTC instant to the second. */
  readonly opened_at: string;
  readonly id: string;
}

const FORM = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z) ([A-Z0-9]{8})$/;

/** A place as an opaque text. */
export function cursorOf({ opened_at, id }: OrderPosition): string {
  return toBase64Url(`${opened_at} ${id}`);
}

/**
 * The place of a cursor.
 *
 * @throws {RestaurantError} INVALID_INPUT for a text that `cursorOf` never gave.
 */
export function placeOf(cursor: string): OrderPosition {
  const [, opened_at, id] = FORM.exec(fromBase64Url(cursor)) ?? [];
  if (opened_at !== undefined && id !== undefined && PUBLIC_ID.test(id)) return { opened_at, id };
  const problem = "Use the next_cursor of the answer before, unchanged, or leave it out.";
  throw new RestaurantError("INVALID_INPUT", `cursor: ${problem}`, {
    fields: [{ field: "cursor", problem }],
  });
}
