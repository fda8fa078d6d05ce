import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { RestaurantError } from "../../values/errors.ts";

/** What a guest said. */
export type Feedback = Row<"feedback">;

/**
 * One piece of feedback.
 *
 * @throws {RestaurantError} NOT_FOUND
 */
export async function existingFeedback(reader: Reader, id: string): Promise<Feedback> {
  const row = await reader.selectFrom("feedback").selectAll().where("id", "=", id)
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new RestaurantError("NOT_FOUND", `There is no feedback '${id}'.`, {
    hint: "Use a feedback_id from search_feedback.",
  });
}
