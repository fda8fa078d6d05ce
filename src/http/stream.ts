/** What ends a stream besides its own end, and what to do when it has ended. */
export interface StreamEnd {
  /** Ends it from outside; what waits is still delivered. */
  readonly signal: AbortSignal;
  /** Called once, however it ends: by itself, by an error, by the client or by the signal. */
  onEnd(): void;
}

/** Messages that wait for a client that does not read; a batch of answers is smaller. */
export const MOST_WAITING = 256;

/**
 * The same stream, watched. It is read at once, even if its client does not read, so that its end
 * is seen and the backlog can be counted. For a client that does not keep up it ends without the
 * backlog, which would fill the memory. The client connects again and asks for what it missed.
 */
export function watchedStream(
  body: ReadableStream<Uint8Array>,
  { signal, onEnd }: StreamEnd,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const waiting: Uint8Array[] = [];
  let hasEnded = false;
  let news = Promise.withResolvers<void>();

  const stop = () => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();

  async function take(): Promise<void> {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      if (waiting.length === MOST_WAITING) {
        waiting.length = 0;
        return stop();
      }
      waiting.push(read.value);
      news.resolve();
    }
  }

  // One that breaks off ends for its client like any other.
  const taken = take().catch(() => {}).finally(() => {
    hasEnded = true;
    news.resolve();
    signal.removeEventListener("abort", stop);
    onEnd();
  });

  return new ReadableStream({
    async pull(controller) {
      while (waiting.length === 0 && !hasEnded) {
        await news.promise;
        news = Promise.withResolvers();
      }
      const chunk = waiting.shift();
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
    async cancel(reason) {
      await reader.cancel(reason);
      await taken;
    },
  }, { highWaterMark: 0 });
}
