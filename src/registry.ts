import type { Logger } from "@logtape/logtape";
import metadata from "../deno.json" with { type: "json" };
import { INSTRUCTIONS } from "./mcp/instructions.ts";
import type { Registry } from "./mcp/registry.ts";
import { servePrompt } from "./mcp/serve_prompt.ts";
import { serveResource } from "./mcp/serve_resource.ts";
import { serveTool } from "./mcp/serve_tool.ts";
import type { Identity } from "./mcp/server.ts";
import { prompts } from "./prompts/index.ts";
import { resources } from "./resources/index.ts";
import type { Database } from "./storage/database.ts";
import { tools } from "./tools/index.ts";
import type { Clock } from "./values/clock.ts";

/** The version of this program. */
export const VERSION: string = metadata.version;

/** What every server says of itself. */
export const IDENTITY: Identity = {
  implementation: { name: "restaurant-mcp", title: "Restaurant", version: VERSION },
  instructions: INSTRUCTIONS,
};

/** Long enough for the largest question, short enough that nobody waits for a lost one. */
const DEADLINE_MS = 30_000;

/** Everything that a server offers, wired to its services. */
export function registryOf(database: Database, logger: Logger, clock: Clock): Registry {
  const edge = { logger, deadlineMs: DEADLINE_MS };
  const { reader, write, tables, engine, ping } = database;
  const health = { version: VERSION, started: clock(), ping };
  return {
    tools: tools.map((tool) => serveTool(tool, { reader, write, clock, health }, edge)),
    resources: resources.map((resource) =>
      serveResource(resource, { reader, tables, engine, clock }, edge)
    ),
    prompts: prompts.map((prompt) => servePrompt(prompt, { reader }, edge)),
  };
}
