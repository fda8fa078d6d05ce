import type { Logger } from "@logtape/logtape";
import { dirname } from "node:path";
import type { Config } from "./config/config.ts";
import { type Feed, startFeed } from "./events/feed.ts";
import { type DemoSummary, fillDemo } from "./demo/fill_demo.ts";
import { startTraffic } from "./demo/traffic.ts";
import { type ServerFactory, serverFactory } from "./mcp/server.ts";
import type { Updates } from "./mcp/updates.ts";
import { IDENTITY, registryOf } from "./registry.ts";
import { changedResources } from "./resources/updates.ts";
import type { Database } from "./storage/database.ts";
import { openSqlite } from "./storage/sqlite.ts";
import { type Clock, systemClock } from "./values/clock.ts";

/** How soon events of other processes are noticed. */
const FEED_POLL_MS = 1000;

/** The running parts of the program; close with `await using`. */
export interface App extends AsyncDisposable {
  readonly database: Database;
  readonly createServer: ServerFactory;
  /** What subscribers hear of. */
  readonly updates: Updates;
  /** What the demo restaurant holds; absent when the data is the restaurant's own. */
  readonly demo?: DemoSummary;
}

/** Builds the whole program from its configuration: the one place where parts meet. */
export async function startApp(
  config: Pick<Config, "database" | "demo">,
  logger: Logger,
  clock: Clock = systemClock,
): Promise<App> {
  const database = await openDatabase(config);
  const demo = config.demo ? await fillDemo(database, { now: clock() }) : undefined;
  const feed = await startFeed(database.reader, {
    pollMs: FEED_POLL_MS,
    onError: (error) => logger.error("event feed: {error}", { error }),
  });
  const live = announcing(database, feed);
  const traffic = config.demo ? startDemoTraffic(live, logger, clock) : undefined;
  const updates = updatesOf(feed);
  return {
    database: live,
    createServer: serverFactory(IDENTITY, registryOf(live, logger, clock), updates),
    updates,
    ...(demo !== undefined && { demo }),
    async [Symbol.asyncDispose]() {
      await traffic?.[Symbol.asyncDispose]();
      await feed[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Guests come and orders move on, for those who watch the demo. */
function startDemoTraffic(database: Database, logger: Logger, clock: Clock): AsyncDisposable {
  return startTraffic(database, {
    clock,
    onOrder: ({ order, estimate }) =>
      logger.info("demo order {number} at {location}: {lines} lines, ready in {minutes} minutes", {
        number: order.number,
        location: order.location_id,
        lines: order.lines.length,
        minutes: estimate.minutes,
      }),
    onError: (error) => logger.error("demo traffic: {error}", { error }),
  });
}

/** A database whose commits wake the feed, so that subscribers hear of them at once. */
function announcing(database: Database, feed: Feed): Database {
  return {
    ...database,
    async write(work) {
      const result = await database.write(work);
      feed.wake();
      return result;
    },
  };
}

/** Committed events as changes of resources. */
function updatesOf(feed: Feed): Updates {
  return (listener) =>
    feed.subscribe((events) => {
      const sequence = events.at(-1)?.sequence ?? 0;
      for (const uri of changedResources(events)) listener({ uri, sequence });
    });
}

/** Opens the configured database, making its folder where that is missing. */
export async function openDatabase(
  { database, demo }: Pick<Config, "database" | "demo">,
): Promise<Database> {
  if (demo || database === ":memory:") return await openSqlite(":memory:");
  await Deno.mkdir(dirname(database), { recursive: true });
  return await openSqlite(database);
}
