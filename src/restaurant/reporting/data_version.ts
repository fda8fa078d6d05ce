import type { Reader } from "../../storage/database.ts";
import { lastSequence } from "../journal/outbox.ts";

/**
 * A text that changes whenever what reports show may have changed: with every event, import and
 * piece of feedback.
 */
export async function readDataVersion(reader: Reader): Promise<string> {
  const events = await lastSequence(reader);
  const { imports } = await reader.selectFrom("imports")
    .select(({ fn }) => fn.countAll<number>().as("imports")).executeTakeFirstOrThrow();
  const { feedback, latest } = await reader.selectFrom("feedback")
    .select(({ fn }) => [
      fn.countAll<number>().as("feedback"),
      fn.max<string | null>("received_at").as("latest"),
    ]).executeTakeFirstOrThrow();
  return [events, imports, feedback, latest ?? ""].join(" ");
}
