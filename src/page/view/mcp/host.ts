import { type Args, contentOf, Problem, resultOf, type Server, structuredOf } from "./server.ts";

/** What a host says of itself and of where the view is. */
export interface HostContext {
  readonly theme?: "light" | "dark";
  readonly locale?: string;
  readonly styles?: { readonly variables?: Readonly<Record<string, string | undefined>> };
  readonly toolInfo?: { readonly tool?: { readonly name?: string } };
}

/** What the view is told by its host. */
export interface HostEvents {
  onContext(context: HostContext): void;
  /** The arguments of the call that the view is drawn for. */
  onInput(args: Args): void;
  /** The structured result of that call. */
  onResult(structured: unknown): void;
  /** The host takes the view away. */
  onTeardown(): void;
}

/** A chat that shows the view. */
export interface Host extends Server {
  /** Begins; gives what the host says of itself. */
  start(): Promise<HostContext>;
  openLink(url: string): Promise<void>;
}

interface Message {
  readonly jsonrpc?: string;
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
}

const VERSION = "2026-01-26";
const METHOD_NOT_FOUND = -32601;

/** Speaks the view's side of MCP Apps (`io.modelcontextprotocol/ui`) with the window around it. */
export function hostBridge(events: HostEvents): Host {
  const waiting = new Map<number, (reply: unknown) => void>();
  let last = 0;

  function post(message: Record<string, unknown>): void {
    // A sandboxed frame cannot know the origin of its host; nothing secret is ever sent.
    parent.postMessage({ jsonrpc: "2.0", ...message }, "*");
  }

  async function request(method: string, params: Args) {
    const id = ++last;
    const reply = new Promise((resolve) => waiting.set(id, resolve));
    post({ id, method, params });
    return resultOf(await reply);
  }

  const notifications: Readonly<Record<string, (params: Record<string, unknown>) => void>> = {
    "ui/notifications/tool-input": (params) => events.onInput(Object(params["arguments"])),
    "ui/notifications/tool-result": (result) => {
      try {
        events.onResult(structuredOf(result));
      } catch (error) {
        events.onResult(error);
      }
    },
    "ui/notifications/host-context-changed": (params) => events.onContext(params),
  };

  const requests: Readonly<Record<string, () => void>> = {
    ping: () => {},
    "ui/resource-teardown": events.onTeardown,
  };

  function onMessage({ source, data }: MessageEvent<Message>): void {
    if (source !== parent || data?.jsonrpc !== "2.0") return;
    const { id, method, params = {} } = data;
    if (method === undefined) return settle(Number(id), data);
    if (id === undefined) return notifications[method]?.(params);
    const answer = requests[method];
    if (answer === undefined) {
      return post({ id, error: { code: METHOD_NOT_FOUND, message: `No method ${method}.` } });
    }
    answer();
    post({ id, result: {} });
  }

  function settle(id: number, reply: unknown): void {
    waiting.get(id)?.(reply);
    waiting.delete(id);
  }

  return {
    async start() {
      addEventListener("message", onMessage);
      const { hostContext } = await request("ui/initialize", {
        protocolVersion: VERSION,
        appInfo: { name: "restaurant-mcp", version: "1" },
        appCapabilities: {},
      });
      post({ method: "ui/notifications/initialized", params: {} });
      reportSize(post);
      return Object(hostContext);
    },
    call: async (tool, args = {}) =>
      structuredOf(await request("tools/call", { name: tool, arguments: args })),
    read: async (uri) => contentOf(await request("resources/read", { uri })),
    async openLink(url) {
      const { isError } = await request("ui/open-link", { url });
      if (isError === true) throw new Problem("refused", "");
    },
  };
}

/** Tells the host how much room the view takes, whenever that changes. */
function reportSize(post: (message: Record<string, unknown>) => void): void {
  let told = "";
  const observer = new ResizeObserver(() => {
    const { width, height } = document.body.getBoundingClientRect();
    const params = { width: Math.ceil(width), height: Math.ceil(height) };
    if (told === JSON.stringify(params)) return;
    told = JSON.stringify(params);
    post({ method: "ui/notifications/size-changed", params });
  });
  observer.observe(document.body);
}
