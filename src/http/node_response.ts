import type { ServerResponse } from "node:http";

/** How long a client may read nothing, and whether it has left. */
export interface Reading {
  readonly unreadMs: number;
  readonly left: AbortSignal;
}

/** Writes an answer as fast as it is read, and gives up on a client that does not read. */
export async function writeResponse(
  response: Response,
  outgoing: ServerResponse,
  reading: Reading,
): Promise<void> {
  // No header comes twice: no cookie is ever set. Older runtimes take no list here.
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null || outgoing.req.method === "HEAD") {
    await response.body?.cancel();
    return await ended(outgoing, reading);
  }
  // An answer that takes its time has begun: its client sees the headers, and is seen to leave.
  outgoing.flushHeaders();
  const chunks = response.body.getReader();
  const stop = () => void chunks.cancel().catch(() => {});
  reading.left.addEventListener("abort", stop, { once: true });
  if (reading.left.aborted) stop();
  try {
    for (;;) {
      const { done, value } = await chunks.read();
      if (done) break;
      if (!outgoing.write(value)) await until(outgoing, "drain", reading);
    }
  } finally {
    reading.left.removeEventListener("abort", stop);
    stop();
  }
  await ended(outgoing, reading);
}

async function ended(outgoing: ServerResponse, reading: Reading): Promise<void> {
  const finished = until(outgoing, "finish", reading);
  outgoing.end();
  await finished;
}

/** Resolves when the client has read what was written, and rejects if it does not or leaves. */
async function until(
  outgoing: ServerResponse,
  event: "drain" | "finish",
  { unreadMs, left }: Reading,
): Promise<void> {
  left.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error("The answer is not read.")), unreadMs);
  const leave = () => reject(new Error("The client has left."));
  left.addEventListener("abort", leave, { once: true });
  outgoing.once(event, resolve);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    outgoing.off(event, resolve);
    left.removeEventListener("abort", leave);
  }
}
