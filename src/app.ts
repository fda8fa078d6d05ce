import type { Logger } from "@logtape/logtape";
import { dirname } from "node:path";
import metadata from "../deno.json" with { type: "json" };
import type { Config } from "./config/config.ts";
import { type DemoSummary, fillDemo } from "./demo/fill_demo.ts";
import { INSTRUCTIONS } from "./mcp/instructions.ts";
import type { Registry } from "./mcp/registry.ts";
import { serveResource } from "./mcp/serve_resource.ts";
import { serveTool } from "./mcp/serve_tool.ts";
import { type Identity, type ServerFactory, serverFactory } from "./mcp/server.ts";
import { resources } from "./resources/index.ts";
import type { Database } from "./storage/database.ts";
import { openSqlite } from "./storage/sqlite.ts";
import { tools } from "./tools/index.ts";
import { type Clock, systemClock } from "./values/clock.ts";

/** The version of this program. */
export const VERSION: string = metadata.version;

/** Long enough for the largest question, short enough that nobody waits for a lost one. */
const DEADLINE_MS = 30_000;

/** What every server says of itself. */
export const IDENTITY: Identity = {
  implementation: { name: "restaurant-mcp", title: "Restaurant", version: VERSION },
  instructions: INSTRUCTIONS,
};

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
  const createServer = serverFactory(IDENTITY, registryOf(database, logger, clock));
  return {
    database,
    createServer,
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

/** Everything that a server offers, wired to its services. */
export function registryOf(database: Database, logger: Logger, clock: Clock): Registry {
  const edge = { logger, deadlineMs: DEADLINE_MS };
  const { reader, tables, engine, ping } = database;
  const health = { version: VERSION, started: clock(), ping };
  return {
    tools: tools.map((tool) => serveTool(tool, { reader, clock, health }, edge)),
    resources: resources.map((resource) =>
      serveResource(resource, { reader, tables, engine, clock }, edge)
    ),
    prompts: [],
  };
}
