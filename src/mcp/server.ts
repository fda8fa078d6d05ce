import {
  type Implementation,
  type ProtocolError,
  ResourceNotFoundError,
  type Server,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { Principal } from "../security/principal.ts";
import { complete } from "./complete.ts";
import { canAsk } from "./confirmation.ts";
import { GuardedServer } from "./guarded_server.ts";
import { instructionsFor } from "./instructions_for.ts";
import { invalidParams } from "./invalid_params.ts";
import { nearMiss } from "./near_miss.ts";
import { notHere } from "./not_here.ts";
import {
  type PromptEntry,
  type Registry,
  type ResourceEntry,
  type ToolEntry,
  visibleTo,
} from "./registry.ts";
import { serveSubscriptions, type Updates } from "./updates.ts";
import { isWatchable, LONGEST_URI } from "./watching.ts";

/** The server's identity and instructions. */
export interface Identity {
  readonly implementation: Implementation;
  /** How the tools work together and the conventions of their figures; under 2 KB. */
  readonly instructions: string;
}

/** The extension under which tools name the views of their answers (MCP Apps). */
const VIEWS = "io.modelcontextprotocol/ui";

/** Lists change only with the program and with their caller's rights. */
const HOUR_MS = 3_600_000;
/** A caller who asks an authorization server for more should see it soon. */
const MINUTE_MS = 60_000;

/** Makes servers: one for each modern request, one for each session or connection before 2026. */
export type MakeServer = (principal: Principal) => GuardedServer;

/** The same, with what its servers call themselves. */
export type ServerFactory = MakeServer & { readonly implementation: Implementation };

/** Updates that never come. */
const NO_UPDATES: Updates = () => () => {};

/** How long a client may keep the lists: for their caller only. */
function cacheHints({ isOAuth }: Principal) {
  const own = { ttlMs: isOAuth ? MINUTE_MS : HOUR_MS, cacheScope: "private" } as const;
  return {
    "tools/list": own,
    "prompts/list": own,
    "resources/list": own,
    "resources/templates/list": own,
    "server/discover": own,
  };
}

/**
 * Returns the factory of servers, one per caller. It uses the low-level `Server` on purpose: the
 * registry has its definitions ready, so a server for one request costs a fifth of an `McpServer`.
 * What a caller may not use is not listed; calling it anyway is refused with the reason.
 */
export function serverFactory(
  identity: Identity,
  registry: Registry,
  updates: Updates = NO_UPDATES,
): ServerFactory {
  const toolByName = new Map(registry.tools.map((tool) => [tool.definition.name, tool]));
  const { implementation } = identity;
  const instructionsOf = instructionsFor(identity.instructions, registry);
  const capabilities = {
    tools: {},
    resources: { subscribe: true },
    completions: {},
    ...(registry.prompts.length > 0 && { prompts: {} }),
    ...(registry.tools.some(({ definition }) => definition._meta?.["ui"] !== undefined) && {
      extensions: { [VIEWS]: {} },
    }),
  };
  const create = (principal: Principal) => {
    const visible = () => visibleTo(registry, principal);
    const server = new GuardedServer(implementation, {
      instructions: instructionsOf(visible()),
      capabilities,
      cacheHints: cacheHints(principal),
    });
    serveLists(server, visible);
    server.setRequestHandler(
      "tools/call",
      ({ params }, context) =>
        server.begunBy(context.http?.req)?.(context.mcpReq.signal) ??
          findTool(toolByName, params.name, visible).call(
            params.arguments,
            principal,
            context,
            canAsk(context, server.getClientCapabilities()),
          ),
    );
    server.setRequestHandler(
      "resources/read",
      ({ params }, context) => readResource(registry, params.uri, principal, context),
    );
    server.setRequestHandler(
      "completion/complete",
      async ({ params: { ref, argument } }, { mcpReq: { signal } }) => ({
        completion: await complete(registry, ref, argument, { principal, signal }),
      }),
    );
    serveSubscriptions(server, updates, principal.locations, (uri) => isWatchable(visible(), uri));
    if (registry.prompts.length > 0) {
      server.setRequestHandler(
        "prompts/list",
        () => ({ prompts: visible().prompts.map(definitionOf) }),
      );
      server.setRequestHandler(
        "prompts/get",
        ({ params }, context) =>
          findPrompt(registry.prompts, params.name, visible).get(
            params.arguments ?? {},
            principal,
            context,
          ),
      );
    }
    return server;
  };
  return Object.assign(create, { implementation });
}

function serveLists(server: Server, visible: () => Registry): void {
  server.setRequestHandler("tools/list", () => ({ tools: visible().tools.map(definitionOf) }));
  server.setRequestHandler("resources/list", () => ({
    resources: visible().resources.map(definitionOf).filter((one) => "uri" in one),
  }));
  server.setRequestHandler("resources/templates/list", () => ({
    resourceTemplates: visible().resources.map(definitionOf).filter((one) => "uriTemplate" in one),
  }));
}

function definitionOf<Definition>({ definition }: { readonly definition: Definition }): Definition {
  return definition;
}

function findTool(
  tools: ReadonlyMap<string, ToolEntry>,
  name: string,
  visible: () => Registry,
): ToolEntry {
  const tool = tools.get(name);
  if (tool !== undefined) return tool;
  const { tools: some } = visible();
  throw unknown("tool", name, some, namesOf(some));
}

function findPrompt(
  prompts: readonly PromptEntry[],
  name: string,
  visible: () => Registry,
): PromptEntry {
  const prompt = prompts.find(({ definition }) => definition.name === name);
  if (prompt !== undefined) return prompt;
  throw unknown("prompt", name, visible().prompts, namesOf(visible().tools));
}

interface Named {
  readonly definition: { readonly name: string };
}

function namesOf(entries: readonly Named[]): Set<string> {
  return new Set(entries.map(({ definition }) => definition.name));
}

/**
 * @param visible What the caller may use: it learns of nothing else.
 * @param tools Names of the tools that it may use.
 */
function unknown(
  kind: string,
  name: string,
  visible: readonly Named[],
  tools: ReadonlySet<string>,
): ProtocolError {
  const known = visible.map(({ definition }) => definition.name);
  const near = nearMiss(name, known, tools);
  return invalidParams(
    `There is no ${kind} '${name.slice(0, 80)}'. ${near === "" ? "" : `${near} `}` +
      `Known: ${known.join(", ") || "none"}.`,
  );
}

function readResource(
  { resources, ...registry }: Registry,
  uri: string,
  principal: Principal,
  context: ServerContext,
): NonNullable<ReturnType<ResourceEntry["read"]>> {
  for (const resource of uri.length > LONGEST_URI ? [] : resources) {
    const reading = resource.read(uri, principal, context);
    if (reading !== undefined) return reading;
  }
  const shown = uri.slice(0, 200);
  const absent = notHere(shown, namesOf(visibleTo({ resources, ...registry }, principal).tools));
  throw new ResourceNotFoundError(
    shown,
    `Resource not found: ${shown}${absent === undefined ? "" : `. ${absent}`}`,
  );
}
