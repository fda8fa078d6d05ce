/** A reference that listens over HTTP; ends with `await using`. */
export interface Reference extends AsyncDisposable {
  readonly url: URL;
  readonly pid: number;
}

/** Starts a reference of this folder on a database; it prints its address. */
export async function startReference(script: string, path: string): Promise<Reference> {
  const module = new URL(script, import.meta.url).pathname;
  const lock = new URL("../tests/deno.lock", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", `--lock=${lock}`, module, path],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value = "" } = await reader.read();
  return {
    url: new URL(value.trim()),
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.status;
      await reader.cancel();
    },
  };
}

/** Asks the naive server for sales. */
export function askNaive(url: URL, args: Record<string, unknown>): Promise<string> {
  const params = { name: "get_sales_data", arguments: args };
  return askPlainly(url, { jsonrpc: "2.0", id: 1, method: "tools/call", params }, {
    accept: "application/json, text/event-stream",
  });
}

/** Posts JSON; throws for an answer without sales. */
export async function askPlainly(
  url: URL,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok || !text.includes("total_sales")) throw new Error(text);
  return text;
}
