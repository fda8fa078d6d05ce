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
  let isOver = false;
  let stop = () => {};
  const end = (settle: () => void) => {
    if (isOver) return;
    isOver = true;
    signal.removeEventListener("abort", stop);
    settle();
    onEnd();
    reader.cancel().catch(() => {});
  };

  async function forward(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    // At once, even where a client that reads no more keeps pieces waiting.
    stop = () => end(() => controller.close());
    signal.addEventListener("abort", stop);
    if (signal.aborted) return stop();
    try {
      for await (const chunk of chunksOf(reader)) {
        if (isOver) return;
        if ((controller.desiredSize ?? 0) <= 0) throw new Error("The client does not keep up");
        controller.enqueue(chunk);
      }
      end(() => controller.close());
    } catch (error) {
      end(() => controller.error(error));
    }
  }

  return new ReadableStream({
    start: (controller) => void forward(controller),
    cancel: () => end(() => {}),
  }, { highWaterMark: MOST_WAITING });
}

async function* chunksOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}
