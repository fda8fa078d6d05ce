import type { IncomingMessage } from "node:http";
import { RestaurantError } from "../values/errors.ts";
import { once } from "../values/once.ts";
import type { LightRequest, RequestHeaders } from "./edge_request.ts";

/** A request of `node:http`, and what its connection tells it. */
export interface NodeRequest extends LightRequest {
  /** Its client has left. */
  leave(): void;
}

/** A request of `node:http` as the edge reads it. */
export function nodeRequest(incoming: IncomingMessage): NodeRequest {
  const { method = "GET", url = "/", rawHeaders } = incoming;
  const headers = headersOf(rawHeaders);
  const origin = `http://${headers.get("host") ?? "unknown"}`;
  let left: AbortController | undefined;
  let hasLeft = false;
  let isRead = false;
  const signal = () => {
    left ??= new AbortController();
    if (hasLeft) left.abort();
    return left.signal;
  };
  return {
    method,
    headers,
    url: url.startsWith("/") ? origin + url : url,
    get signal() {
      return signal();
    },
    leave() {
      hasLeft = true;
      left?.abort();
    },
    async text() {
      isRead = true;
      return await textOf(incoming);
    },
    web: once(() => {
      const hasBody = method !== "GET" && method !== "HEAD" && !isRead;
      try {
        const address = new URL(url, origin);
        const all = new Headers();
        for (const [name, value] of pairs(rawHeaders)) all.append(name, value);
        const body = hasBody ? bodyOf(incoming) : null;
        return new Request(address, { method, headers: all, body, signal: signal() });
      } catch {
        throw new RestaurantError("INVALID_INPUT", "This is no request that HTTP knows.");
      }
    }),
  };
}

/** As they were sent: one that came twice is not one. */
function headersOf(rawHeaders: readonly string[]): RequestHeaders {
  const values = new Map<string, string>();
  for (const [name, value] of pairs(rawHeaders)) {
    const key = name.toLowerCase();
    const before = values.get(key);
    values.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return {
    get: (name) => values.get(name) ?? null,
    has: (name) => values.has(name),
  };
}

function* pairs(rawHeaders: readonly string[]): Generator<[name: string, value: string]> {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    yield [rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""];
  }
}

const ENDED_EARLY = "The body ended early.";

/** The whole body, which the length that its headers tell bounds. */
async function textOf(incoming: IncomingMessage): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const chunks: Uint8Array[] = [];
  incoming.on("data", (chunk: Uint8Array) => void chunks.push(chunk));
  incoming.once("end", resolve);
  incoming.once("close", () => reject(new Error(ENDED_EARLY)));
  incoming.once("error", reject);
  await promise;
  const decoder = new TextDecoder();
  const last = chunks.length - 1;
  // Most bodies come in one piece: a decoder that is told that more comes costs several times as much.
  return chunks.map((chunk, at) => decoder.decode(chunk, { stream: at < last })).join("");
}

/** The body as it comes in, no faster than it is read. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array<ArrayBuffer>> {
  let isOver = false;
  const over = (end: () => void) => {
    if (!isOver) end();
    isOver = true;
  };
  return new ReadableStream({
    start(controller) {
      incoming.on("data", (chunk: Uint8Array<ArrayBuffer>) => {
        if (isOver) return;
        controller.enqueue(new Uint8Array(chunk));
        if ((controller.desiredSize ?? 1) <= 0) incoming.pause();
      });
      incoming.once("end", () => over(() => controller.close()));
      incoming.once("close", () => over(() => controller.error(new Error(ENDED_EARLY))));
      incoming.once("error", (error) => over(() => controller.error(error)));
    },
    pull: () => void incoming.resume(),
    cancel() {
      isOver = true;
      incoming.resume();
    },
  });
}
