import {
  createMcpHandler,
  isLegacyRequest,
  type Server,
  type ServerEventBus,
} from "@modelcontextprotocol/server";
import type { Logger } from "@logtape/logtape";
import { LRUCache } from "lru-cache";
import { LOCAL, type Principal, rightsOf } from "../security/principal.ts";
import type { SessionStore } from "../storage/session_store.ts";
import { suppressRepeats } from "../values/suppress_repeats.ts";
import { asAccepted, askingForBoth } from "./accepted.ts";
import { begunAnswer } from "./begun_answer.ts";
import type { EdgeAnswer } from "./edge_answer.ts";
import { type EdgeRequest, webRequest } from "./edge_request.ts";
import { HTTP_CAPS, type HttpCaps, type HttpGuard } from "./guard.ts";
import { readMessage } from "./message.ts";
import type { OAuthEdge } from "./protected_resource.ts";
import { scopeChallenge } from "./scope_challenge.ts";
import type { KnownExchange } from "./step.ts";
import { type DirectCall, directCalls } from "../mcp/direct_call.ts";
import { rpcError } from "../mcp/rpc_error.ts";
import type { ServerFactory } from "../mcp/server.ts";
import type { Registry } from "../mcp/registry.ts";
import { createSessions, SESSION_LIMITS, type Sessions } from "../mcp/sessions.ts";
import { type SessionCall, sessionCalls } from "../mcp/session_call.ts";
import { sharedSessions } from "../mcp/shared_sessions.ts";
import { unknownNames } from "../mcp/unknown_name.ts";
import { updateParams, type Updates } from "../mcp/updates.ts";
import { heardBy, permittedListening } from "../mcp/watching.ts";

/** More callers with different rights than a server has at once. */
const MOST_RIGHTS = 1000;
/** How soon a session learns of what another process received for it. */
const SHARING_MS = 1000;

/** What is served at `/mcp`. */
export interface EndpointOptions {
  readonly createServer: ServerFactory;
  readonly registry: Registry;
  readonly updates: Updates;
  readonly logger: Logger;
  /** Counts each message of a batch as a request. */
  readonly guard: Pick<HttpGuard, "weigh" | "note">;
  readonly caps?: Pick<HttpCaps, "bodyMs">;
  /** Where clients get tokens; absent without an authorization server. */
  readonly oauth?: OAuthEdge | undefined;
  /** Where several processes find each other's sessions. */
  readonly sessions?: SessionStore | undefined;
}

/** `/mcp` for callers who are known. */
export interface McpEndpoint extends AsyncDisposable {
  answer(exchange: KnownExchange): Promise<EdgeAnswer>;
  /** How many sessions of the 2025 revisions are open. */
  readonly sessions: number;
}

/** Serves both eras at one address: 2025 traffic to its session, 2026 traffic without one. */
export function mcpEndpoint(options: EndpointOptions): McpEndpoint {
  const sessions = sessionsOf(options);
  const handlers = modernHandlers(options);
  const { registry, oauth, createServer } = options;
  const plain = directCalls(registry, createServer.implementation);
  const inSession = sessionCalls(registry);
  const unknownIn = unknownNames(registry);
  const { bodyMs } = options.caps ?? HTTP_CAPS;
  return {
    async answer({ request, principal, address }) {
      if (request.method !== "POST") return await sessionOperation(request, principal);
      const parcel = await readMessage(request, bodyMs);
      if (parcel instanceof Response) return parcel;
      const refused = await options.guard.weigh(principal.id, parcel.messages.length);
      if (refused !== undefined) return refused;
      const challenge = scopeChallenge(registry, principal, parcel, oauth?.metadataUrl);
      if (challenge !== undefined) {
        options.guard.note("scope", `${principal.id} at ${address}`);
        return challenge;
      }
      for (const unknown of parcel.messages.map(unknownIn)) {
        if (unknown !== undefined) options.guard.note(unknown, `${principal.id} at ${address}`);
      }
      const direct = plain(parcel, request.headers);
      if (direct !== undefined) return await directAnswer(direct, request, principal);
      const called = inSession(parcel, request.headers);
      const answered = called && await sessionAnswer(called, request, principal);
      if (answered !== undefined) return answered;
      const asked = askingForBoth(webRequest(request));
      if (await isLegacyRequest(asked, parcel.json)) {
        return await asAccepted(request, await sessions.handle(asked, parcel, principal));
      }
      const parsedBody = permittedListening(parcel, registry, principal);
      const answer = handlers.of(principal).fetch(asked, { parsedBody });
      const begun = await begunAnswer(request, answer, () => handlers.abandon(asked));
      return await asAccepted(request, begun);
    },
    get sessions() {
      return sessions.size;
    },
    async [Symbol.asyncDispose]() {
      await handlers.close();
      await sessions[Symbol.asyncDispose]();
    },
  };

  /** The answer to a plain call in a session; undefined if it is none of this caller. */
  async function sessionAnswer(
    call: SessionCall,
    request: EdgeRequest,
    principal: Principal,
  ): Promise<EdgeAnswer | undefined> {
    const answer = await sessions.call(call, principal, () => webRequest(request));
    if (typeof answer !== "string") return answer;
    const headers = { ...EVENT_HEADERS, "mcp-session-id": call.session };
    return { status: 200, headers, text: answer };
  }

  /** 2025 clients open a stream with GET and end their session with DELETE. */
  async function sessionOperation(request: EdgeRequest, principal: Principal): Promise<Response> {
    if (request.headers.has("mcp-session-id")) {
      return await sessions.handle(askingForBoth(webRequest(request)), undefined, principal);
    }
    return rpcError(405, -32000, "Method not allowed; POST a JSON-RPC message.", { Allow: "POST" });
  }
}

/** Those of the library's streams. */
const EVENT_HEADERS = {
  "cache-control": "no-cache, no-transform",
  connection: "keep-alive",
  "content-type": "text/event-stream",
  "x-accel-buffering": "no",
};
const JSON_HEADERS = { "content-type": "application/json" };

async function directAnswer(
  call: DirectCall,
  request: EdgeRequest,
  principal: Principal,
): Promise<EdgeAnswer> {
  const left = new AbortController();
  const answer = call(principal, left.signal)
    .then((text): EdgeAnswer => ({ status: 200, headers: JSON_HEADERS, text }));
  return await begunAnswer(request, answer, () => left.abort());
}

function sessionsOf(
  { createServer, sessions: store, logger }: EndpointOptions,
): Sessions {
  const own = createSessions(createServer);
  if (store === undefined) return own;
  return sharedSessions(own, {
    store,
    limits: SESSION_LIMITS,
    everyMs: SHARING_MS,
    onError: suppressRepeats((error) => logger.error("sessions: {error}", { error })),
  });
}

/** One handler for each set of rights, because its streams depend on them. */
function modernHandlers({ createServer, registry, updates, logger }: EndpointOptions) {
  const serving = new WeakMap<Request, Server>();
  const serverFor = (principal: Principal, request: Request | undefined) => {
    const server = createServer(principal);
    if (request !== undefined) serving.set(request, server);
    return server;
  };
  const handlerOf = (principal: Principal) =>
    createMcpHandler(({ requestInfo }) => serverFor(principal, requestInfo), {
      legacy: "reject",
      bus: busOf(updates, registry, principal),
      onerror: (error) => logger.debug("protocol: {error}", { error }),
    });
  type Handler = ReturnType<typeof handlerOf>;
  // The usual caller of a server without authentication needs no look into the cache.
  const local = handlerOf(LOCAL);
  // One that is forgotten goes on serving its streams: the edge ends those.
  const others = new LRUCache<string, Handler>({ max: MOST_RIGHTS });
  return {
    of(principal: Principal): Handler {
      if (principal === LOCAL) return local;
      const rights = rightsOf(principal);
      const known = others.get(rights);
      if (known !== undefined) return known;
      const handler = handlerOf(principal);
      others.set(rights, handler);
      return handler;
    },
    /** Stops the work for a request whose client has left. */
    abandon(request: Request): void {
      void serving.get(request)?.close();
    },
    async close(): Promise<void> {
      await Promise.all([local, ...others.values()].map((handler) => handler.close()));
    },
  };
}

/** The updates in the form the handler needs; nothing is published through it. */
function busOf(updates: Updates, registry: Registry, principal: Principal): ServerEventBus {
  const heard = heardBy(updates, registry, principal);
  return {
    publish: () => {},
    subscribe: (listener) =>
      heard((update) =>
        listener({ kind: "resource_updated", uri: update.uri, params: updateParams(update) })
      ),
  };
}
