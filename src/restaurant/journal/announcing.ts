import type { Database } from "../../storage/database.ts";
import type { Feed } from "./feed.ts";

/** A database whose commits wake the feed, so that subscribers hear of them at once. */
export function announcing(database: Database, feed: Pick<Feed, "wake">): Database {
  return {
    ...database,
    async write(work) {
      const result = await database.write(work);
      feed.wake();
      return result;
    },
  };
}
