import { messagesIn } from "./events.ts";
import { type Args, contentOf, Problem, resultOf, type Server, structuredOf } from "./server.ts";

const VERSION = "2026-07-28";
const META = {
  "io.modelcontextprotocol/protocolVersion": VERSION,
  "io.modelcontextprotocol/clientInfo": { name: "restaurant-page", version: "1" },
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** A server that also says what the caller may use, and tells of changes. */
export interface HttpServer extends Server {
  /** Names of the tools and addresses of the resources that the caller may use. */
  rights(): Promise<ReadonlySet<string>>;
  /**
   * Tells of changes at these addresses until the signal aborts or the stream ends, which it also
   * does when the caller loses its rights.
   */
  listen(
    uris: readonly string[],
    signal: AbortSignal,
    onUpdate: (uri: string | undefined) => void,
  ): Promise<void>;
}

/**
 * MCP to `/mcp` of the page's own origin.
 *
 * @param token The bearer token, where the caller has one.
 */
export function overHttp(token: () => string | undefined): HttpServer {
  let last = 0;

  async function post(method: string, params: Args, signal?: AbortSignal): Promise<Response> {
    const bearer = token();
    const name = params["name"] ?? params["uri"];
    const body = { jsonrpc: "2.0", id: ++last, method, params: { ...params, _meta: META } };
    const response = await fetch("/mcp", {
      method: "POST",
      body: JSON.stringify(body),
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "mcp-protocol-version": VERSION,
        "mcp-method": method,
        ...(typeof name === "string" && { "mcp-name": name }),
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      },
      ...(signal !== undefined && { signal }),
    }).catch(() => {
      throw new Problem("offline", "");
    });
    if (response.status === 401) {
      void response.body?.cancel();
      throw new Problem("signed_out", "");
    }
    if (response.status >= 429 && !isMessage(response)) {
      void response.body?.cancel();
      throw new Problem("offline", "");
    }
    return response;
  }

  async function request(method: string, params: Args) {
    const response = await post(method, params);
    return resultOf(await replyIn(response));
  }

  return {
    call: async (tool, args = {}) =>
      structuredOf(await request("tools/call", { name: tool, arguments: args })),
    read: async (uri) => contentOf(await request("resources/read", { uri })),
    async rights() {
      const [{ tools }, { resources }] = await Promise.all([
        request("tools/list", {}),
        request("resources/list", {}),
      ]) as [{ tools?: { name: string }[] }, { resources?: { uri: string }[] }];
      return new Set([
        ...(tools ?? []).map(({ name }) => name),
        ...(resources ?? []).map(({ uri }) => uri),
      ]);
    },
    async listen(uris, signal, onUpdate) {
      const { body } = await post(
        "subscriptions/listen",
        { notifications: { resourceSubscriptions: uris } },
        signal,
      );
      if (body === null) return;
      for await (const message of messagesIn(body)) {
        const { method, params } = Object(message);
        if (method === "notifications/resources/updated") onUpdate(params?.uri);
        // The server acknowledged: what happened before is read once.
        else onUpdate(undefined);
      }
    },
  };
}

function isMessage({ headers }: Response): boolean {
  return /json|event-stream/.test(headers.get("content-type") ?? "");
}

/** The answer in a response: the whole body, or the one of a stream. */
async function replyIn(response: Response): Promise<unknown> {
  try {
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (!isStream || response.body === null) return await response.json();
    for await (const message of messagesIn(response.body)) {
      if ("result" in Object(message) || "error" in Object(message)) return message;
    }
  } catch {
    // It broke off on the way, as when the network goes.
  }
  throw new Problem("offline", "");
}
