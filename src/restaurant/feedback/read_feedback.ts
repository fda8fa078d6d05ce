import type { Reader } from "../../storage/database.ts";
import type { Row } from "../../storage/schema/schema.ts";

/** What a guest said. */
export type Feedback = Row<"feedback">;

/** The latest feedback of some locations, newest first. */
export async function readLatestFeedback(
  reader: Reader,
  locationIds: readonly string[],
  limit: number,
): Promise<Feedback[]> {
  return await reader.selectFrom("feedback").selectAll()
    .where("location_id", "in", locationIds)
    .orderBy("received_at", "desc").orderBy("id").limit(limit).execute();
}
