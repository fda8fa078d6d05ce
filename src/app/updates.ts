import type { Updates } from "../mcp/updates.ts";
import { changedResources } from "../resources/updates.ts";
import type { Feed } from "../restaurant/journal/feed.ts";

/** Committed events as changes of resources, of some locations or of all. */
export function updatesOf(feed: Pick<Feed, "subscribe">): Updates {
  return (locations, listener) =>
    feed.subscribe((events) => {
      const visible = locations === null
        ? events
        : events.filter(({ location_id }) =>
          location_id === null || locations.includes(location_id)
        );
      for (const update of changedResources(visible)) listener(update);
    });
}
