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
  const stop = () => void reader.cancel().catch(() => {});
  const end = () => {
    signal.removeEventListener("abort", stop);
    onEnd();
  };
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        end();
        controller.close();
      } catch (error) {
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
