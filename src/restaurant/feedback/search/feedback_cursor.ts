import { fromBase64Url, toBase64Url } from "../../../values/base64url.ts";
import { RestaurantError } from "../../../values/errors.ts";

/** How severe the worst alert of a piece is: 3 critical, 2 high, 1 medium, 0 no alert. */
export type Urgency = 0 | 1 | 2 | 3;

/** The last piece of a page: the next one begins after it. */
export interface FeedbackPosition {
  /** The most severe alerts come first. */
  readonly urgency: Urgency;
  readonly received_at: string;
  readonly id: string;
}

const FORM = /^([0-3]) (\d{4}-\d{2}-\d{2}T[0-9:.]{5,18}Z) (\S{1,64})$/u;

/** A place as an opaque text. */
export function cursorOf({ urgency, received_at, id }: FeedbackPosition): string {
  return toBase64Url(`${urgency} ${received_at} ${encodeURIComponent(id)}`);
}

/**
 * The place of a cursor.
 *
 * @throws {RestaurantError} INVALID_INPUT for a text that `cursorOf` never gave.
 */
export function placeOf(cursor: string): FeedbackPosition {
  const [, urgency, received_at, id] = FORM.exec(fromBase64Url(cursor)) ?? [];
  if (received_at !== undefined && id !== undefined) {
    return { urgency: Number(urgency) as Urgency, received_at, id: decodeURIComponent(id) };
  }
  const problem = "Use the next_cursor of the answer before, unchanged, or leave it out.";
  throw new RestaurantError("INVALID_INPUT", `cursor: ${problem}`, {
    fields: [{ field: "cursor", problem }],
  });
}
