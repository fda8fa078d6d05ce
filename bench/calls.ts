import { connectClient } from "../tests/support/clients.ts";
import { program, serveProgram } from "../tests/support/server_process.ts";
import { figure, median, UNLIMITED } from "./measure.ts";

const CALLS = 2000;
const AT_ONCE = 8;
const ROUNDS = 5;
const QUESTION = { date: "2026-01-01", end_date: "2026-03-31", group_by: "category" };

/**
 * get_sales_data over HTTP beside a plain Deno.serve handler that runs the same query: how much of
 * a call is the protocol. Both servers are processes of their own and take turns.
 */
export async function benchCalls(): Promise<string[]> {
  await using server = await serveProgram(program("--demo", "--log-level", "error", ...UNLIMITED));
  await using plain = await servePlain();
  const requests = { mcp: await mcpRequest(server.url), plain: () => new Request(plain.url) };
  await rate(requests.mcp, CALLS / 4);
  await rate(requests.plain, CALLS / 4);
  const rounds: { mcp: number; plain: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ mcp: await rate(requests.mcp), plain: await rate(requests.plain) });
  }
  const mcp = median(rounds.map((round) => round.mcp));
  const beside = median(rounds.map((round) => round.plain));
  const ratio = median(rounds.map((round) => round.mcp / round.plain));
  return [
    `get_sales_data over HTTP: ${figure(mcp)} calls/s; plain Deno.serve with the same query: ` +
    `${figure(beside)} calls/s; ratio ${
      figure(ratio)
    } (median of ${ROUNDS} rounds, ${AT_ONCE} at once)`,
  ];
}

/** The request that the official client sends for the question, taken from its own connection. */
async function mcpRequest(url: URL): Promise<() => Request> {
  const seen: { headers: Headers; body: string }[] = [];
  const original = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init);
    if (typeof init?.body === "string") seen.push({ headers: request.headers, body: init.body });
    return original(request);
  };
  try {
    await using client = await connectClient(url);
    await client.callTool("get_sales_data", QUESTION);
  } finally {
    globalThis.fetch = original;
  }
  const call = seen.find(({ body }) => body.includes("tools/call"));
  if (call === undefined) throw new Error("The client sent no call.");
  return () => new Request(url, { method: "POST", ...call });
}

/** Requests a second. */
async function rate(request: () => Request, calls = CALLS): Promise<number> {
  let left = calls;
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (left-- > 0) {
      const response = await fetch(request());
      const text = await response.text();
      if (!response.ok || !text.includes("total_sales")) throw new Error(text);
    }
  }));
  return calls / (performance.now() - started) * 1000;
}

async function servePlain(): Promise<AsyncDisposable & { url: URL }> {
  const script = new URL("./plain_server.ts", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", script, JSON.stringify(QUESTION)],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value = "" } = await reader.read();
  return {
    url: new URL(value.trim()),
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.status;
      await reader.cancel();
    },
  };
}
