import type { EdgeOptions } from "../mcp/edge.ts";
import { INSTRUCTIONS } from "../mcp/instructions.ts";
import type { Registry } from "../mcp/registry.ts";
import { servePrompt } from "../mcp/serve_prompt.ts";
import { serveResource } from "../mcp/serve_resource.ts";
import { serveTool } from "../mcp/serve_tool.ts";
import type { Identity } from "../mcp/server.ts";
import { prompts } from "../prompts/index.ts";
import { resources } from "../resources/index.ts";
import { type Area, areaOf, type Scope } from "../security/scopes.ts";
import type { Database } from "../storage/database.ts";
import { tools } from "../tools/index.ts";
import type { HealthProbe, Services } from "../tools/services.ts";
import { VERSION } from "../values/version.ts";

/** What every server says about itself. */
export const IDENTITY: Identity = {
  implementation: { name: "restaurant-mcp", title: "Restaurant", version: VERSION },
  instructions: INSTRUCTIONS,
};

/** What is switched off for every caller. */
export interface Switches {
  /** Whether no tool that changes anything is offered. */
  readonly readOnly: boolean;
  /** The only toolsets offered; all of them if absent. */
  readonly toolsets?: readonly Area[] | undefined;
}

/** Everything that a server offers, wired to its services. */
export function registryOf(
  { tables, engine }: Pick<Database, "tables" | "engine">,
  { checks, analyses, files }: Pick<HealthProbe, "checks"> & Pick<Services, "analyses" | "files">,
  options: EdgeOptions,
  { readOnly, toolsets }: Switches = { readOnly: false },
): Registry {
  const { clock } = options;
  const health = { version: VERSION, started: clock(), checks };
  const isOn = (scope: Scope) => toolsets === undefined || toolsets.includes(areaOf(scope));
  const edge = { ...options, isOn };
  return {
    tools: tools.filter(({ scope, effect }) => isOn(scope) && !(readOnly && effect !== "read"))
      .map((tool) =>
        serveTool(tool, (services) => ({ ...services, clock, health, analyses, files }), edge)
      ),
    resources: resources.filter(({ scope }) => scope === undefined || isOn(scope))
      .map((resource) =>
        serveResource(
          resource,
          ({ reader, principal }) => ({ reader, principal, tables, engine, clock, files }),
          edge,
        )
      ),
    prompts: prompts.filter(({ scopes }) => scopes.every(isOn))
      .map((prompt) => servePrompt(prompt, ({ reader }) => ({ reader, clock }), edge)),
  };
}
