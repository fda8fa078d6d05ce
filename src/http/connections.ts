import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { nextTurn } from "../values/next_turn.ts";
import { nodeRequest } from "./node_request.ts";
import type { EdgeAnswer } from "./edge_answer.ts";
import type { EdgeRequest } from "./edge_request.ts";
import { writeAnswer } from "./node_response.ts";

/** What is taken from connections before they are closed. */
export interface ConnectionLimits {
  /** Open at once; what comes beyond is closed at once. */
  readonly most: number;
  /** Milliseconds until the headers of a request are there; a silent connection sends none. */
  readonly headersMs: number;
  /** Milliseconds until the whole request is there. */
  readonly requestMs: number;
  /** Milliseconds without a further request. */
  readonly idleMs: number;
  /** Milliseconds in which a client reads nothing of its answer. */
  readonly unreadMs: number;
}

/**
 * Far more than honest clients need; proxies keep idle connections for a minute. With those that the
 * system accepts before they are counted (511) they stay below 4,096 open files.
 */
export const CONNECTION_LIMITS: ConnectionLimits = {
  most: 3000,
  headersMs: 10_000,
  requestMs: 30_000,
  idleMs: 75_000,
  unreadMs: 30_000,
};

/** Answers one request. */
export type Handle = (request: EdgeRequest, address: string) => EdgeAnswer | Promise<EdgeAnswer>;

/** An open listener. */
export interface Listening {
  readonly port: number;
  /** Accepts nothing more and resolves when every connection is closed. */
  shutdown(): Promise<void>;
}

/** Where to listen. */
export interface ListenAddress {
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
}

/** Looks for connections that took too long so often in the shortest of the limits. */
const CHECKS = 4;
const SLOWEST_CHECK_MS = 1000;

/**
 * Accepts connections and answers their requests. `Deno.serve` never closes a connection that is
 * silent, half sent or unread, and an error of accepting ends it; `node:http` has limits.
 *
 * @throws the error of the system if it may not listen there.
 */
export async function listenFor(
  { host, port }: ListenAddress,
  handle: Handle,
  limits: ConnectionLimits = CONNECTION_LIMITS,
): Promise<Listening> {
  const { headersMs, requestMs, idleMs } = limits;
  const answers = new Set<Promise<void>>();
  const server = createServer({
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: idleMs,
    connectionsCheckingInterval: Math.min(
      SLOWEST_CHECK_MS,
      Math.min(headersMs, requestMs) / CHECKS,
    ),
  }, (incoming, outgoing) => {
    const answering = answer(incoming, outgoing, handle, limits);
    answers.add(answering);
    void answering.finally(() => answers.delete(answering));
  });
  server.maxConnections = limits.most;
  await listening(server, host, port);
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    shutdown: () => closed(server, answers),
  };
}

async function listening(server: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(port, host, resolve);
  await promise;
  server.off("error", reject);
  // Such as too many open files: those that are open go on, and the next one is accepted again.
  server.on("error", () => {});
}

/** Answers that have begun end first; a connection without one has nothing to lose. */
async function closed(server: Server, answers: ReadonlySet<Promise<void>>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  while (answers.size > 0) await Promise.all(answers);
  // What the last of them wrote is on its way.
  await nextTurn();
  server.closeAllConnections();
  await promise;
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: Handle,
  { unreadMs }: ConnectionLimits,
): Promise<void> {
  const request = nodeRequest(incoming);
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) request.leave();
  });
  try {
    const given = await handle(request, incoming.socket.remoteAddress ?? "unknown");
    const receiver = {
      unreadMs,
      get signal() {
        return request.signal;
      },
    };
    await writeAnswer(given, outgoing, receiver);
  } catch {
    // The edge answers its own errors; what is left is a connection that broke.
    incoming.socket.destroy();
  }
}
