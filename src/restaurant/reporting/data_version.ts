import { catalogMark } from "../../storage/catalog_mark.ts";
import type { Reader } from "../../storage/database.ts";
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
    ...await feedbackVersion(reader),
  ].join(" ");
}

async function feedbackVersion(reader: Reader): Promise<unknown[]> {
  const pieces = await reader.selectFrom("feedback")
    .select(({ fn }) => [
      fn.countAll<number>().as("count"),
      fn.sum<number | null>("rating").as("ratings"),
      fn.max<string | null>("received_at").as("latest"),
    ]).executeTakeFirstOrThrow();
  const analyses = await reader.selectFrom("feedback_analyses")
    .select(({ fn }) => [
      fn.countAll<number>().as("count"),
      fn.max<string | null>("analysed_at").as("latest"),
    ]).executeTakeFirstOrThrow();
  const replies = await reader.selectFrom("feedback_replies")
    .select(({ fn }) => [
      fn.countAll<number>().as("count"),
      fn.max<string | null>("written_at").as("latest"),
    ]).executeTakeFirstOrThrow();
  return [pieces, analyses, replies].flatMap((one) => Object.values(one));
}
