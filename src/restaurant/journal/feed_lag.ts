import type { Reader } from "../../storage/database.ts";
import type { Feed } from "./feed.ts";
import { lastSequence } from "./outbox.ts";

/** How many events are not yet delivered; 0 without listeners. */
export async function feedLag(
  { listeners, told }: Pick<Feed, "listeners" | "told">,
  reader: Reader,
): Promise<number> {
  return listeners === 0 ? 0 : await lastSequence(reader) - told;
}
