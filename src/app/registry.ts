import type { EdgeOptions } from "../mcp/edge.ts";
import { INSTRUCTIONS } from "../mcp/instructions.ts";
import type { Registry } from "../mcp/registry.ts";
import { servePrompt } from "../mcp/serve_prompt.ts";
import { serveResource } from "../mcp/serve_resource.ts";
import { serveTool } from "../mcp/serve_tool.ts";
import type { Identity } from "../mcp/server.ts";
import { VIEW_ADDRESS } from "../page/view_address.ts";
import { prompts } from "../prompts/index.ts";
import { resources } from "../resources/index.ts";
import { view } from "../resources/view.ts";
import { type Area, areaOf, type Scope } from "../security/scopes.ts";
import type { Database } from "../storage/database.ts";
import type { HealthProbe } from "../telemetry/health.ts";
import { tools } from "../tools/index.ts";
import type { Services } from "../tools/services.ts";
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
  /** Whether there is a page, and a view in chats; there is unless it is switched off. */
  readonly page?: boolean;
}

/** Everything that a server offers, wired to its services. */
export function registryOf(
  { tables, engine }: Pick<Database, "tables" | "engine">,
  { analyses, files, ...probe }:
    & Pick<HealthProbe, "checks" | "uptimeSeconds">
    & Pick<Services, "analyses" | "files">,
  options: EdgeOptions,
  { readOnly, toolsets, page = true }: Switches = { readOnly: false },
): Registry {
  const { clock } = options;
  const health = { version: VERSION, ...probe };
  const isOn = (scope: Scope) => toolsets === undefined || toolsets.includes(areaOf(scope));
  const edge = { ...options, isOn, view: page ? VIEW_ADDRESS : undefined };
  return {
    tools: tools.filter(({ scope, effect }) => isOn(scope) && !(readOnly && effect !== "read"))
      .map((tool) =>
        serveTool(tool, (services) => ({ ...services, clock, health, analyses, files }), edge)
      ),
    resources: resources.filter(({ scope }) => scope === undefined || isOn(scope))
      .filter((resource) => page || resource !== view)
      .map((resource) =>
        serveResource(
          resource,
          ({ reader, principal }) => ({ reader, principal, tables, engine, clock, files, health }),
          edge,
        )
      ),
    prompts: prompts.filter(({ scopes }) => scopes.every(isOn))
      .map((prompt) => servePrompt(prompt, ({ reader }) => ({ reader, clock }), edge)),
  };
}
