import { fromBase64Url, toBase64Url } from "../../../values/base64url.ts";
import { RestaurantError } from "../../../values/errors.ts";

/** The last piece of a page: the next one begins after it. */
export interface FeedbackPosition {
  /** Alerts come first. */
  readonly has_alert: 0 | 1;
  readonly received_at: string;
  readonly id: string;
}

const FORM = /^([01]) (\d{4}-\d{2}-\d{2}T[0-9:.]{5,18}Z) (\S{1,64})$/u;

/** A place as an opaque text. */
export function cursorOf({ has_alert, received_at, id }: FeedbackPosition): string {
  return toBase64Url(`${has_alert} ${received_at} ${encodeURIComponent(id)}`);
}

/**
 * The place of a cursor.
 *
 * @throws {RestaurantError} INVALID_INPUT for a text that `cursorOf` never gave.
 */
export function placeOf(cursor: string): FeedbackPosition {
  const [, alert, received_at, id] = FORM.exec(fromBase64Url(cursor)) ?? [];
  if (received_at !== undefined && id !== undefined) {
    return { has_alert: alert === "1" ? 1 : 0, received_at, id: decodeURIComponent(id) };
  }
  const problem = "Use the next_cursor of the answer before, unchanged, or leave it out.";
  throw new RestaurantError("INVALID_INPUT", `cursor: ${problem}`, {
    fields: [{ field: "cursor", problem }],
  });
}
