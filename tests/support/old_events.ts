import { recordEvents } from "../../src/restaurant/journal/outbox.ts";
import type { Database } from "../../src/storage/database.ts";
import { noon } from "./calls.ts";

/** Records events of one kind, as if some days ago. */
export async function recordOldEvents(
  { write }: Pick<Database, "write">,
  count: number,
  daysAgo: number,
): Promise<void> {
  const at = noon().subtract({ hours: 24 * daysAgo }).toString();
  const event = {
    kind: "order_received",
    subject_id: "ORDER000",
    location_id: "downtown",
    business_date: null,
  } as const;
  await write((writer) => recordEvents(writer, Array(count).fill(event), at));
}
