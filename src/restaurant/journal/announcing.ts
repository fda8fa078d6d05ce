import type { Database } from "../../storage/database.ts";
import type { Feed } from "./feed.ts";

/** A database whose commits wake the feed, so that subscribers are notified at once. */
export function announcing(database: Database, feed: Pick<Feed, "wake">): Database {
  const waking = (write: Database["write"]): Database["write"] => async (work) => {
    const result = await write(work);
    feed.wake();
    return result;
  };
  return {
    ...database,
    write: waking(database.write),
    writeTogether: waking(database.writeTogether),
    async writeSliced(work, signal) {
      const result = await database.writeSliced(work, signal);
      feed.wake();
      return result;
    },
  };
}
