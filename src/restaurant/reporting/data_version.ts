import { catalogMark } from "../../storage/catalog_mark.ts";
import type { Reader } from "../../storage/database.ts";
import { feedbackMark } from "../../storage/feedback_mark.ts";
import { eventCursor } from "../journal/event_cursor.ts";
import { lastEvents } from "../journal/outbox.ts";

/**
 * Changes whenever what reports show may have changed: with every event, import, piece of feedback,
 * analysis, reply and purchase order, and with the catalog.
 */
export async function readDataVersion(reader: Reader): Promise<string> {
  const { imports } = await reader.selectFrom("imports")
    .select(({ fn }) => fn.countAll<number>().as("imports")).executeTakeFirstOrThrow();
  const orders = await reader.selectFrom("purchase_orders")
    .select(({ fn }) => [
      fn.countAll<number>().as("count"),
      fn.sum<number | null>("version").as("versions"),
    ]).executeTakeFirstOrThrow();
  return [
    eventCursor(await lastEvents(reader)),
    await catalogMark(reader),
    imports,
    ...Object.values(orders),
    await feedbackMark(reader),
  ].join(" ");
}
