import {
  type JSONRPCMessage,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { LRUCache } from "lru-cache";
import { type Principal, rightsOf } from "../security/principal.ts";
import type { StoreLimits } from "../storage/session_store.ts";
import { sessionEvents } from "./event_store.ts";
import { initializeFault } from "./initialize_fault.ts";
import { isInitialize, type Parcel, parcelOf } from "./message.ts";
import { rpcError } from "./rpc_error.ts";
import type { MakeServer } from "./server.ts";
import {
  answerInSession,
  type MakeRequest,
  mayAskFirst,
  RETRY_MS,
  type Served,
  type SessionCall,
} from "./session_call.ts";
import { sendEverySubscription } from "./updates.ts";

const HOUR_MS = 3_600_000;
/** The library's name for the stream that a client opens with GET. */
const STANDALONE = "_GET_stream";

/** How many sessions are kept, and for how long without a request. */
export interface SessionLimits extends StoreLimits {
  /**
   * Opening another beyond this limit, or beyond the limit per caller, ends the longest unused one;
   * the limit per caller keeps one caller from ending the sessions of others.
   */
  readonly most: number;
}

/** Enough for a chain's devices. */
export const SESSION_LIMITS: SessionLimits = { most: 1000, mostOfOne: 500, idleMs: 8 * HOUR_MS };

/** Sessions of the 2025 revisions: a client gets one by `initialize` and names it ever after. */
export interface Sessions extends AsyncDisposable {
  /**
   * Answers a request that names a session of this caller, or that opens one.
   *
   * @param parcel The content of its body; absent if the request has none.
   */
  handle(
    request: Request,
    parcel: Parcel | undefined,
    principal: Principal,
  ): Promise<Response>;
  /**
   * Answers a plain call with the text of its events, or with a response of the library if it takes
   * long; undefined if `handle` must answer it.
   */
  call(
    call: SessionCall,
    principal: Principal,
    request: MakeRequest,
  ): Promise<string | Response | undefined>;
  readonly size: number;
}

/** The sessions of this process, for the code that continues them from another one. */
export interface OwnSessions extends Sessions {
  has(id: string): boolean;
  /** Milliseconds since it was used; undefined if there is none. */
  idleMs(id: string): number | undefined;
  /** Opens a session under an existing id, and replays what its client sent before. */
  resume(id: string, principal: Principal, told: readonly JSONRPCMessage[]): Promise<void>;
  /** Sends a session a message as if from its client, and waits until it is handled. */
  tell(id: string, message: JSONRPCMessage): Promise<void>;
  /** Lets the client know that something changed at an address. */
  notify(id: string, uri: string): Promise<void>;
  end(id: string): void;
}

interface Session extends Served {
  readonly caller: string;
  readonly rights: string;
}

/** Keeps 2025 sessions in memory. A client whose session has ended gets 404 and opens a new one. */
export function createSessions(
  createServer: MakeServer,
  limits: SessionLimits = SESSION_LIMITS,
): OwnSessions {
  const sessions = new LRUCache<string, Session>({
    max: limits.most,
    ttl: limits.idleMs,
    updateAgeOnGet: true,
    dispose: ({ transport }, _id, reason) => {
      if (reason !== "set") void transport.close();
    },
  });
  const open = async (principal: Principal, id: string = crypto.randomUUID()) => {
    const events = sessionEvents();
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => id,
      eventStore: events,
      retryInterval: RETRY_MS,
      onsessioninitialized(id) {
        makeRoom(principal.id);
        sessions.set(id, session);
      },
      onsessionclosed: (id) => void sessions.delete(id),
    });
    const server = createServer(principal);
    const rights = rightsOf(principal);
    const session: Session = {
      ...{ transport, server, events, caller: principal.id, rights },
      begun: new Set(),
    };
    await server.connect(transport);
    return session;
  };
  /** The most recently used come first. */
  const makeRoom = (caller: string) => {
    const own = [...sessions.entries()].filter(([, session]) => session.caller === caller);
    for (const [id] of own.slice(limits.mostOfOne - 1)) sessions.delete(id);
  };
  return {
    async handle(request, parcel, principal) {
      const id = request.headers.get("mcp-session-id");
      if (id === null) {
        const refused = await opensNothing(parcel);
        if (refused !== undefined) return refused;
      }
      const session = id === null ? await open(principal) : sessions.get(id);
      // A session of another caller, or with rights that changed since, counts as absent.
      if (session?.rights !== rightsOf(principal)) return unknownSession();
      if (request.method === "DELETE" || cancels(parcel)) await handOver(session);
      const asked = request.method === "GET" ? replacingStream(session, request) : request;
      const response = await session.transport.handleRequest(asked, { parsedBody: parcel?.json });
      if (parcel !== undefined) endCancelled(session.transport, parcel);
      if (request.method === "GET" && response.ok) sendEverySubscription(session.server);
      return response;
    },
    async call(call, principal, request) {
      const session = sessions.get(call.session);
      if (session?.rights !== rightsOf(principal) || mayAskFirst(session, call)) return undefined;
      return await answerInSession(session, call, principal, request);
    },
    get size() {
      return sessions.size;
    },
    has: (id) => sessions.has(id),
    idleMs: (id) => sessions.has(id) ? limits.idleMs - sessions.getRemainingTTL(id) : undefined,
    async resume(id, principal, told) {
      const { transport } = await open(principal, id);
      for (const message of told) await answered(transport, id, message);
    },
    async tell(id, message) {
      const session = sessions.peek(id);
      if (session !== undefined) await answered(session.transport, id, message);
    },
    async notify(id, uri) {
      await sessions.peek(id)?.server.sendResourceUpdated({ uri });
    },
    end: (id) => void sessions.delete(id),
    [Symbol.asyncDispose]() {
      sessions.clear();
      return Promise.resolve();
    },
  };
}

/** Waits for the end of the answer. */
async function answered(
  transport: Session["transport"],
  id: string,
  message: JSONRPCMessage,
): Promise<void> {
  const request = new Request("http://localhost/mcp", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-session-id": id,
    },
  });
  await (await transport.handleRequest(request, { parsedBody: message })).text();
}

/** What stops a call needs the library to know it. */
async function handOver({ begun }: Session): Promise<void> {
  await Promise.all([...begun].map((toLibrary) => toLibrary()));
}

const CANCEL = "notifications/cancelled";

function cancels({ messages }: Pick<Parcel, "messages"> = { messages: [] }): boolean {
  return messages.some(({ method }) => method === CANCEL);
}

/** The code is LSP's; the client no longer waits for it. */
const CANCELLED = { code: -32800, message: "The request was cancelled." };

/**
 * A cancelled request gets no answer, and its stream would stay open for ever, with the transport's
 * state of the request: an answer ends both. Requests that have ended have none.
 */
function endCancelled(transport: Session["transport"], { messages }: Parcel): void {
  for (const { kind, method, params: { requestId: id } } of messages) {
    if (kind !== "notification" || method !== CANCEL) continue;
    if (typeof id !== "string" && typeof id !== "number") continue;
    transport.send({ jsonrpc: "2.0", id, error: CANCELLED }).catch(() => {});
  }
}

/** The stream on which clients resume after a disconnect; unknown here after a restart. */
const LAST_EVENT = "last-event-id";

/**
 * A newer stream replaces the older one: a proxy may keep a stream open after its client has left.
 * An unknown event id is ignored; its client gets a stream all the same.
 */
function replacingStream({ transport, events }: Session, request: Request): Request {
  const lastEvent = request.headers.get(LAST_EVENT);
  const stream = lastEvent === null ? undefined : events.streamOf(lastEvent);
  if (stream === undefined || stream === STANDALONE) transport.closeStandaloneSSEStream();
  if (lastEvent === null || stream !== undefined) return request;
  const headers = new Headers(request.headers);
  headers.delete(LAST_EVENT);
  return new Request(request.url, { headers, signal: request.signal });
}

/** The answer to a request without a session that opens none. */
async function opensNothing(parcel: Parcel | undefined): Promise<Response | undefined> {
  const [message] = parcel?.messages ?? [];
  if (parcel === undefined || message === undefined || !isInitialize(parcel)) {
    return noSession(parcel);
  }
  const fault = await initializeFault(message);
  return fault === undefined ? undefined : rpcError(400, -32602, fault, {}, message.id);
}

function noSession({ isBatch, messages: [first] }: Parcel = parcelOf(undefined)): Response {
  return isBatch || first?.kind === "request" || first?.kind === "notification"
    ? rpcError(400, -32000, "No Mcp-Session-Id header; send initialize first.")
    : rpcError(400, -32600, "The body is not a JSON-RPC 2.0 message.");
}

function unknownSession(): Response {
  return rpcError(404, -32001, "This session has ended; send initialize to open another.");
}
