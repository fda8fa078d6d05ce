import type { Reader } from "../../storage/database.ts";
import { numberAt } from "../../storage/location_counters.ts";
import { sum } from "../../values/sum.ts";
import type { Feed } from "./feed.ts";
import { lastEvents } from "./outbox.ts";

/** How many events are not yet delivered; 0 without listeners. */
export async function feedLag(
  { listeners, told }: Pick<Feed, "listeners" | "told">,
  reader: Reader,
): Promise<number> {
  if (listeners === 0) return 0;
  const { own } = await lastEvents(reader);
  return sum(Array.from(own, ([id, number]) => number - numberAt(told, id)));
}
