import process from "node:process";
import type { Readable, Writable } from "node:stream";
import type { Logger } from "@logtape/logtape";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Principal } from "../security/principal.ts";
import type { Message } from "./message.ts";
import type { ServerFactory } from "./server.ts";
import { type Heard, sendEveryUpdate } from "./updates.ts";
import { answering } from "./answering.ts";
import { ExactStdioTransport } from "./exact_stdio_transport.ts";
import { messageLines } from "./stdio_lines.ts";

/** What is served over standard input and output. */
export interface StdioOptions {
  readonly createServer: ServerFactory;
  /** Whom the client acts for. */
  readonly principal: Principal;
  readonly logger: Logger;
  /** Changes that the client may be notified of. */
  readonly heard?: Heard;
  /** Until it has settled, calls may wait for data. */
  readonly ready?: Promise<unknown> | undefined;
  /** Called with each message that comes. */
  onMessage?(message: Message): void;
  readonly input?: Readable;
  readonly output?: Writable;
}

/** How long calls may still take whose client closed its end: it may have written all and wait. */
const LAST_ANSWERS_MS = 2000;

/**
 * Serves one client over standard input and output. Resolves when the client closes either of
 * them, or when `signal` aborts.
 */
export async function serveOverStdio(
  {
    createServer,
    principal,
    logger,
    heard,
    ready,
    onMessage,
    input = process.stdin,
    output = process.stdout,
  }: StdioOptions,
  signal: AbortSignal,
): Promise<void> {
  const open = answering();
  const lines = messageLines({
    input,
    output,
    onMessage(message) {
      open.asked(message);
      onMessage?.(message);
    },
    beforeEnd: () => open.settled(LAST_ANSWERS_MS, ready),
  });
  const transport = new ExactStdioTransport(lines, output);
  transport.onanswered = open.answered;
  const server = serveStdio(({ era }) => {
    const instance = createServer(principal);
    if (era === "modern" && heard !== undefined) sendEveryUpdate(instance, heard);
    return instance;
  }, {
    transport,
    onerror: (error) => logger.debug("protocol: {error}", { error }),
  });
  const closed = Promise.withResolvers<void>();
  const onclose = transport.onclose;
  transport.onclose = () => {
    onclose?.();
    closed.resolve();
  };
  const stop = () => void server.close();
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  await closed.promise;
  signal.removeEventListener("abort", stop);
}
