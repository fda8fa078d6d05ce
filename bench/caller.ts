import { CLIENTS } from "../tests/support/clients.ts";

/** Calls a tool over HTTP; gives the body of the answer, and throws for one that is an error. */
export type Caller = (tool: string, args: Record<string, unknown>) => Promise<string>;

/** Where a client of an era is in the list of clients. */
const ERAS = { "2026-07-28": 0, "2025-11-25": 1 } as const;

/**
 * Calls as the official client does: its own request, headers and session included, with other
 * arguments each time. The client itself costs more than what is measured.
 */
export async function openCaller(
  url: URL,
  era: keyof typeof ERAS = "2026-07-28",
): Promise<{ readonly call: Caller } & AsyncDisposable> {
  const { request, client } = await recorded(url, era);
  let id = 1000;
  return {
    async call(tool, args) {
      // A session takes every id once.
      const body = { ...JSON.parse(request.body), id: ++id };
      body.params = { ...body.params, name: tool, arguments: args };
      const headers = new Headers(request.headers);
      if (headers.has("mcp-name")) headers.set("mcp-name", tool);
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
      const text = await response.text();
      if (!response.ok || text.includes('"isError":true')) throw new Error(text);
      return text;
    },
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}

async function recorded(url: URL, era: keyof typeof ERAS) {
  const seen: { headers: Headers; body: string }[] = [];
  const original = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init);
    if (typeof init?.body === "string") seen.push({ headers: request.headers, body: init.body });
    return original(request);
  };
  try {
    const client = await CLIENTS[ERAS[era]]?.connect(url);
    if (client === undefined) throw new Error(`No client speaks ${era}`);
    await client.callTool("health_check");
    const request = seen.find(({ body }) => body.includes('"tools/call"'));
    if (request === undefined) throw new Error("The client sent no call.");
    return { request, client };
  } finally {
    globalThis.fetch = original;
  }
}

/** How many a second, so many at once. */
export async function rateOf(
  work: () => Promise<unknown>,
  { calls, atOnce }: { readonly calls: number; readonly atOnce: number },
): Promise<number> {
  let left = calls;
  const started = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (left-- > 0) await work();
  }));
  return calls / (performance.now() - started) * 1000;
}
