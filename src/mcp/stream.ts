/** What ends a stream besides its own end, and what to do when it has ended. */
export interface StreamEnd {
  /** Ends it from outside. */
  readonly signal: AbortSignal;
  /** Called once, however it ends: by itself, by an error, by the client or by the signal. */
  onEnd(): void;
}

/** The same stream, watched: nothing is read before somebody asks for it. */
export function watchedStream(
  body: ReadableStream<Uint8Array>,
  { signal, onEnd }: StreamEnd,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let stop = () => {};
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    signal.removeEventListener("abort", stop);
    onEnd();
  };
  return new ReadableStream({
    start(controller) {
      // At once, even where a client that reads no more keeps the last piece waiting.
      stop = () => {
        end();
        controller.close();
        void reader.cancel().catch(() => {});
      };
      signal.addEventListener("abort", stop);
      if (signal.aborted) stop();
    },
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (isOver) return;
        if (!done) return controller.enqueue(value);
        end();
        controller.close();
      } catch (error) {
        if (isOver) return;
        end();
        controller.error(error);
      }
    },
    async cancel(reason) {
      end();
      await reader.cancel(reason);
    },
  });
}
