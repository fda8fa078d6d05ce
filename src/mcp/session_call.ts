import {
  type CallToolResult,
  SUPPORTED_PROTOCOL_VERSIONS,
  type WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import type { Principal } from "../security/principal.ts";
import { after } from "../values/after.ts";
import { once } from "../values/once.ts";
import { mayAsk } from "./confirmation.ts";
import { NOTHING, type SessionEvents } from "./event_store.ts";
import type { GuardedServer } from "./guarded_server.ts";
import { membersOf } from "./members_of.ts";
import type { Parcel } from "./message.ts";
import { isObject, type PlainCall, plainCalls, type ReadHeaders, resultOf } from "./plain_call.ts";
import type { Registry } from "./registry.ts";

/** A plain call of a tool in a session of 2025. */
export interface SessionCall extends PlainCall {
  readonly session: string;
  /** The revision of the request. */
  readonly revision: string;
}

/** Its request as the web has it, made only if the library must have it. */
export type MakeRequest = () => Request;

/** What answers the calls of a session. */
export interface Served {
  readonly server: GuardedServer;
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly events: SessionEvents;
  /** Hands calls that have no answer yet to the library. */
  readonly begun: Set<() => Promise<Response>>;
}

/** Most answers are ready sooner; a client that waits longer needs the id by which to resume. */
const PATIENCE_MS = 50;
/** How soon a client reconnects after its stream broke off. */
export const RETRY_MS = 1000;
/** From this revision on a stream begins with an event without data. */
const PRIMED = "2025-11-25";
const NEXT_ERA = "2026";

/** What the protocol itself means by names in an envelope is for the library. */
const PREFIX = "io.modelcontextprotocol/";

/** Finds the calls in sessions that can be answered without the library's transport. */
export function sessionCalls(
  registry: Registry,
): (parcel: Parcel, headers: ReadHeaders) => SessionCall | undefined {
  const plain = plainCalls(registry);
  return (parcel, headers) => {
    const session = headers.get("mcp-session-id");
    const revision = headers.get("mcp-protocol-version");
    if (session === null || revision === null || revision >= NEXT_ERA) return undefined;
    if (!SUPPORTED_PROTOCOL_VERSIONS.includes(revision)) return undefined;
    const call = plain(parcel, headers);
    if (call === undefined || !isPlainEnvelope(call.message.params._meta)) return undefined;
    return { ...call, session, revision };
  };
}

/** Neither progress nor anything else comes before the answer. */
function isPlainEnvelope(envelope: unknown): boolean {
  if (envelope === undefined) return true;
  if (!isObject(envelope)) return false;
  return Object.keys(membersOf(envelope)).every((name) =>
    name !== "progressToken" && !name.startsWith(PREFIX)
  );
}

/** Whether a client of this session may be asked before the call is done. */
export function mayAskFirst({ server }: Pick<Served, "server">, { tool }: PlainCall): boolean {
  return tool.isWrite && mayAsk(server.getClientCapabilities());
}

/**
 * The events that answer a call, as the library's transport would send them. Its objects for a
 * request cost more than most calls, so it gets only those that take long: with it they can be
 * cancelled, and resumed.
 */
export async function answerInSession(
  served: Served,
  call: SessionCall,
  principal: Principal,
  request: MakeRequest,
): Promise<string | Response> {
  const { begun, events } = served;
  const stop = new AbortController();
  const result = resultOf(call, principal, stop.signal);
  const news = Promise.withResolvers<void>();
  let isHandedOver = false;
  const handOver = once(() => {
    isHandedOver = true;
    news.resolve();
    return toLibrary(served, call, { result, stop }, request());
  });
  begun.add(handOver);
  const inTime = after(PATIENCE_MS, news.resolve);
  let given: CallToolResult | undefined;
  result.then((done) => given = done).finally(news.resolve).catch(() => {});
  await news.promise;
  inTime();
  begun.delete(handOver);
  return given === undefined || isHandedOver ? await handOver() : eventsOf(given, call, events);
}

interface Running {
  readonly result: Promise<CallToolResult>;
  readonly stop: AbortController;
}

async function toLibrary(
  { server, transport }: Served,
  { message }: SessionCall,
  { result, stop }: Running,
  request: Request,
): Promise<Response> {
  const adopt = (signal: AbortSignal) => {
    signal.addEventListener("abort", () => stop.abort(signal.reason), { once: true });
    return result;
  };
  server.begin(request, adopt);
  const response = await transport.handleRequest(request, { parsedBody: message.json });
  // A session that has ended takes nothing more.
  if (!response.ok) stop.abort();
  return response;
}

/** The stream of one answer: kept like the library's, for a client that loses its connection. */
function eventsOf(
  result: CallToolResult,
  { id, revision }: SessionCall,
  events: SessionEvents,
): string {
  const stream = crypto.randomUUID();
  const primer = revision < PRIMED
    ? ""
    : `id: ${events.keep(stream, NOTHING)}\nretry: ${RETRY_MS}\ndata: \n\n`;
  const answer = `{"result":${JSON.stringify(result)},"jsonrpc":"2.0","id":${JSON.stringify(id)}}`;
  return `${primer}event: message\nid: ${events.keep(stream, answer)}\ndata: ${answer}\n\n`;
}
