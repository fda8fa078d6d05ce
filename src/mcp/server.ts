import {
  type Implementation,
  type ProtocolError,
  ResourceNotFoundError,
  Server,
} from "@modelcontextprotocol/server";
import { complete } from "./complete.ts";
import { invalidParams } from "./invalid_params.ts";
import type { PromptEntry, Registry, ResourceEntry, ToolEntry } from "./registry.ts";
import { serveSubscriptions, type Updates } from "./updates.ts";

/** Who the server is and what it tells every model first. */
export interface Identity {
  readonly implementation: Implementation;
  /** How the tools work together and the conventions of their figures; under 2 KB. */
  readonly instructions: string;
}

/** Lists change only when the program does, so a client may keep them for an hour. */
const LIST_HINT = { ttlMs: 3_600_000, cacheScope: "public" } as const;

/** Makes servers: one for each modern request, one for each session or connection before 2026. */
export type ServerFactory = () => Server;

/** Updates that never come. */
const NO_UPDATES: Updates = () => () => {};

/**
 * Prepares what all servers share and gives the factory. The low-level `Server` is used on purpose:
 * the registry has its lists ready, so a server for one request costs a fifth of an `McpServer`.
 */
export function serverFactory(
  identity: Identity,
  registry: Registry,
  updates: Updates = NO_UPDATES,
): ServerFactory {
  const tools = registry.tools.map(({ definition }) => definition);
  const toolByName = new Map(registry.tools.map((tool) => [tool.definition.name, tool]));
  const prompts = registry.prompts.map(({ definition }) => definition);
  const definitions = registry.resources.map(({ definition }) => definition);
  const resources = definitions.filter((definition) => "uri" in definition);
  const resourceTemplates = definitions.filter((definition) => "uriTemplate" in definition);
  return () => {
    const server = new Server(identity.implementation, {
      instructions: identity.instructions,
      capabilities: {
        tools: {},
        resources: { subscribe: true },
        completions: {},
        ...(prompts.length > 0 && { prompts: {} }),
      },
      cacheHints: {
        "tools/list": LIST_HINT,
        "prompts/list": LIST_HINT,
        "resources/list": LIST_HINT,
        "resources/templates/list": LIST_HINT,
        "server/discover": LIST_HINT,
      },
    });
    server.setRequestHandler("tools/list", () => ({ tools }));
    server.setRequestHandler(
      "tools/call",
      ({ params }, context) => findTool(toolByName, params.name).call(params.arguments, context),
    );
    server.setRequestHandler("resources/list", () => ({ resources }));
    server.setRequestHandler("resources/templates/list", () => ({ resourceTemplates }));
    server.setRequestHandler(
      "resources/read",
      ({ params }, context) => readResource(registry.resources, params.uri, context),
    );
    server.setRequestHandler(
      "completion/complete",
      async ({ params: { ref, argument } }) => ({
        completion: await complete(registry, ref, argument),
      }),
    );
    serveSubscriptions(
      server,
      updates,
      (uri) => registry.resources.some(({ isSubscribable }) => isSubscribable?.(uri) ?? false),
    );
    if (prompts.length > 0) {
      server.setRequestHandler("prompts/list", () => ({ prompts }));
      server.setRequestHandler(
        "prompts/get",
        ({ params }) => findPrompt(registry.prompts, params.name).get(params.arguments ?? {}),
      );
    }
    return server;
  };
}

function findTool(tools: ReadonlyMap<string, ToolEntry>, name: string): ToolEntry {
  const tool = tools.get(name);
  if (tool !== undefined) return tool;
  throw unknown("tool", name, tools.keys());
}

function findPrompt(prompts: readonly PromptEntry[], name: string): PromptEntry {
  const prompt = prompts.find(({ definition }) => definition.name === name);
  if (prompt !== undefined) return prompt;
  throw unknown("prompt", name, prompts.map(({ definition }) => definition.name));
}

function unknown(kind: string, name: string, known: Iterable<string>): ProtocolError {
  return invalidParams(
    `There is no ${kind} '${name.slice(0, 80)}'; known: ${[...known].join(", ")}.`,
  );
}

function readResource(
  resources: readonly ResourceEntry[],
  uri: string,
  context: Parameters<ResourceEntry["read"]>[1],
): NonNullable<ReturnType<ResourceEntry["read"]>> {
  for (const resource of resources) {
    const reading = resource.read(uri, context);
    if (reading !== undefined) return reading;
  }
  throw new ResourceNotFoundError(uri.slice(0, 200));
}
