import { type Clock, systemClock } from "../../src/values/clock.ts";
import { getLogger, type Logger } from "@logtape/logtape";
import { type App, startApp } from "../../src/app/app.ts";
import { type HttpEdge, httpEdge, type HttpOptions } from "../../src/http/http.ts";
import { appConfig } from "./calls.ts";
import { testHttpOptions } from "./http.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { INITIALIZE } from "./initialize.ts";

/** An HTTP request as plain data, so that it can be varied and printed. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer, read to its end. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const BASE = {
  host: "127.0.0.1",
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
};

const ENVELOPE = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "test", version: "1.0.0" },
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** Which parameter a request is named after. */
const NAMED_BY: Readonly<Record<string, string>> = {
  "tools/call": "name",
  "prompts/get": "name",
  "resources/read": "uri",
};

type Params = Readonly<Record<string, unknown>>;

/** A request of 2026-07-28. */
export function modern(method: string, params: Params = {}, id: string | number = 1): Exchange {
  const name = params[NAMED_BY[method] ?? ""];
  return {
    method: "POST",
    path: "/mcp",
    headers: {
      ...BASE,
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": method,
      ...(typeof name === "string" && { "mcp-name": headerText(name) }),
    },
    body: JSON.stringify({ jsonrpc: "2.0", id, method, params: { ...params, _meta: ENVELOPE } }),
  };
}

/** Any message, or a batch of them, to a session of 2025. */
export function toSession(session: string, message: unknown): Exchange {
  return {
    method: "POST",
    path: "/mcp",
    headers: { ...BASE, "mcp-session-id": session, "mcp-protocol-version": "2025-11-25" },
    body: JSON.stringify(message),
  };
}

/** A request of 2025. */
export function legacy(
  session: string,
  method: string,
  params: Params = {},
  id: string | number = 1,
): Exchange {
  return toSession(session, { jsonrpc: "2.0", id, method, params });
}

/** The same request with other headers; undefined takes one away. */
export function withHeaders(
  exchange: Exchange,
  changes: Readonly<Record<string, string | undefined>>,
): Exchange {
  const headers = Object.entries({ ...exchange.headers, ...changes });
  return {
    ...exchange,
    headers: Object.fromEntries(
      headers.flatMap(([name, value]) => value === undefined ? [] : [[name, value]]),
    ),
  };
}

/** A text as a header may carry it. */
function headerText(text: string): string {
  if (/^[!-~](?:[ -~]*[!-~])?$/.test(text) && !text.startsWith("=?base64?")) return text;
  const bytes = new TextEncoder().encode(text);
  return `=?base64?${bytes.toBase64()}?=`;
}

/** Sends a request to the edge without a network in between. */
export async function send(
  edge: HttpEdge,
  { method, path, headers, body }: Exchange,
  address = "127.0.0.1",
): Promise<Response> {
  const request = new Request(`http://127.0.0.1${path}`, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  return await edge.fetch(request, address);
}

/** Sends a request and reads the answer to its end, which for a subscription never comes. */
export async function ask(edge: HttpEdge, exchange: Exchange, address?: string): Promise<Reply> {
  const { status, headers, text } = await answerOf(await send(edge, exchange, address));
  return { status, headers, text };
}

async function answerOf(response: Response): Promise<Reply> {
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The JSON-RPC messages of an answer, of whichever form. */
export function messagesIn({ headers, text }: Reply): RpcMessage[] {
  if (text === "") return [];
  if (!headers.get("content-type")?.startsWith("text/event-stream")) return [JSON.parse(text)];
  return text.split("\n").filter((line) => /^data: ./.test(line))
    .map((line) => JSON.parse(line.slice("data: ".length)));
}

/** A message of the protocol, with what tests read. */
export interface RpcMessage {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Params;
  readonly error?: { readonly code: number; readonly message: string };
}

/** Opens a session of 2025 and gives its id. */
export async function openSession(
  edge: HttpEdge,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const exchange = { method: "POST", path: "/mcp", headers: { ...BASE, ...headers } };
  const reply = await ask(edge, { ...exchange, body: JSON.stringify(INITIALIZE) });
  const session = reply.headers.get("mcp-session-id");
  if (session === null) throw new Error(`No session: ${reply.status} ${reply.text}`);
  return session;
}

/** The whole program in this process with its HTTP edge; ends with `await using`. */
export interface TestApp extends AsyncDisposable {
  readonly app: App;
  readonly edge: HttpEdge;
}

/** Starts the program as `serve` does, but for the network. */
export async function openApp(
  config: Partial<Parameters<typeof appConfig>[0]> = {},
  parts: Partial<HttpOptions> = {},
  logger: Logger = getLogger("test"),
  clock: Clock = systemClock,
): Promise<TestApp> {
  const app = await startApp(appConfig({ database: IN_MEMORY, ...config }), logger, clock);
  app.files.serveAt("http://127.0.0.1");
  const { registry, updates, authenticate, limiter, sessions, metrics, onRefused } = app;
  const edge = httpEdge(testHttpOptions(app.createServer, {
    ...{ registry, updates, authenticate, limiter, sessions, metrics, onRefused, logger },
    ...parts,
  }));
  return {
    app,
    edge,
    async [Symbol.asyncDispose]() {
      await edge[Symbol.asyncDispose]();
      await app[Symbol.asyncDispose]();
    },
  };
}
