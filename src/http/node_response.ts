import type { ServerResponse } from "node:http";
import { after } from "../values/after.ts";
import type { EdgeAnswer, TextAnswer } from "./edge_answer.ts";

/** The client of an answer. */
export interface Receiver {
  /** Milliseconds in which it may read nothing. */
  readonly unreadMs: number;
  /** Aborted when it leaves. */
  readonly signal: AbortSignal;
}

/** Writes an answer as fast as it is read, and gives up on a client that does not read. */
export async function writeAnswer(
  answer: EdgeAnswer,
  outgoing: ServerResponse,
  receiver: Receiver,
): Promise<void> {
  if (answer instanceof Response) await writeResponse(answer, outgoing, receiver);
  else await writeText(answer, outgoing, receiver);
}

/** Headers and text in one piece. */
async function writeText(
  { status, headers, text }: TextAnswer,
  outgoing: ServerResponse,
  { unreadMs }: Pick<Receiver, "unreadMs">,
): Promise<void> {
  // The client has left: its connection closes no second time.
  if (outgoing.closed || outgoing.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  outgoing.once("close", resolve);
  const isRead = after(unreadMs, () => outgoing.destroy());
  outgoing.statusCode = status;
  // Not by `writeHead`: that would send an answer in chunks whose length is not told.
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
  outgoing.end(text);
  await promise;
  isRead();
}

async function writeResponse(
  response: Response,
  outgoing: ServerResponse,
  receiver: Receiver,
): Promise<void> {
  // No header comes twice: no cookie is ever set. Older runtimes take no list here.
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null || outgoing.req.method === "HEAD") {
    await response.body?.cancel();
    return await ended(outgoing, receiver);
  }
  // An answer that takes its time has begun: its client sees the headers, and is seen to leave.
  outgoing.flushHeaders();
  const chunks = response.body.getReader();
  const stop = () => void chunks.cancel().catch(() => {});
  receiver.signal.addEventListener("abort", stop, { once: true });
  if (receiver.signal.aborted) stop();
  try {
    for (;;) {
      const { done, value } = await chunks.read();
      if (done) break;
      if (!outgoing.write(value)) await until(outgoing, "drain", receiver);
    }
  } finally {
    receiver.signal.removeEventListener("abort", stop);
    stop();
  }
  await ended(outgoing, receiver);
}

async function ended(outgoing: ServerResponse, receiver: Receiver): Promise<void> {
  const finished = until(outgoing, "finish", receiver);
  outgoing.end();
  await finished;
}

/** Resolves when the client has read what was written, and rejects if it does not or leaves. */
async function until(
  outgoing: ServerResponse,
  event: "drain" | "finish",
  { unreadMs, signal }: Receiver,
): Promise<void> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const isRead = after(unreadMs, () => reject(new Error("The answer is not read.")));
  const leave = () => reject(new Error("The client has left."));
  signal.addEventListener("abort", leave, { once: true });
  outgoing.once(event, resolve);
  try {
    await promise;
  } finally {
    isRead();
    outgoing.off(event, resolve);
    signal.removeEventListener("abort", leave);
  }
}
