import { connect } from "node:net";

/**
 * Sends raw bytes to a server, as no HTTP client would, and returns the response. The server must
 * close the connection: ask it to.
 */
export async function rawExchange(url: URL, request: string): Promise<string> {
  return (await Array.fromAsync(rawAnswers(url, request))).join("");
}

/** The same, up to the status; the connection is then closed. */
export async function rawStatus(url: URL, request: string): Promise<number> {
  for await (const chunk of rawAnswers(url, request)) {
    return Number(/^HTTP\/1.1 (\d+)/.exec(chunk)?.[1]);
  }
  throw new Error("The connection ended without an answer");
}

async function* rawAnswers({ hostname, port }: URL, request: string): AsyncGenerator<string> {
  const socket = connect(Number(port), hostname);
  try {
    socket.write(request, "latin1");
    for await (const chunk of socket) yield String(chunk);
  } finally {
    socket.destroy();
  }
}

/** A request in bytes, after which the connection ends. */
export function rawRequest(line: string, headers: readonly string[] = [], body = ""): string {
  return [line, ...headers, "Connection: close", "", body].join("\r\n");
}
