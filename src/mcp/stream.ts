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
 * The same stream, watched. It is read at once, whether its client reads or not, so that its end is
 * seen and what waits can be counted: one that does not keep up is broken off. Its client connects
 * again and asks for what it missed; kept, it would fill the memory.
 */
export function watchedStream(
  body: ReadableStream<Uint8Array>,
  { signal, onEnd }: StreamEnd,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  let isLeft = false;

  async function forward(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    try {
      for await (const chunk of chunksOf(reader)) {
        if ((controller.desiredSize ?? 0) <= 0) throw new Error("The client does not keep up");
        controller.enqueue(chunk);
      }
      if (!isLeft) controller.close();
    } catch (error) {
      controller.error(error);
      stop();
    } finally {
      signal.removeEventListener("abort", stop);
      onEnd();
    }
  }

  return new ReadableStream({
    start: (controller) => void forward(controller),
    cancel(reason) {
      isLeft = true;
      return reader.cancel(reason);
    },
  }, { highWaterMark: MOST_WAITING });
}

async function* chunksOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}
