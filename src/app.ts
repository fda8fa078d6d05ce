import type { Logger } from "@logtape/logtape";
import { dirname } from "node:path";
import type { Config } from "./config/config.ts";
import { type DemoSummary, fillDemo } from "./demo/fill_demo.ts";
import { type ServerFactory, serverFactory } from "./mcp/server.ts";
import { IDENTITY, registryOf } from "./registry.ts";
import type { Database } from "./storage/database.ts";
import { openSqlite } from "./storage/sqlite.ts";
import { type Clock, systemClock } from "./values/clock.ts";

/** The running parts of the program; close with `await using`. */
export interface App extends AsyncDisposable {
  readonly database: Database;
  readonly createServer: ServerFactory;
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
  return {
    database,
    createServer: serverFactory(IDENTITY, registryOf(database, logger, clock)),
    ...(demo !== undefined && { demo }),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

/** Opens the configured database, making its folder where that is missing. */
export async function openDatabase(
  { database, demo }: Pick<Config, "database" | "demo">,
): Promise<Database> {
  if (demo || database === ":memory:") return await openSqlite(":memory:");
  await Deno.mkdir(dirname(database), { recursive: true });
  return await openSqlite(database);
}
