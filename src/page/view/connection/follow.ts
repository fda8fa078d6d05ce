import type { HttpServer } from "../mcp/over_http.ts";
import { Problem } from "../mcp/server.ts";

/** Whether changes are heard of. */
export type Connection = "connecting" | "live" | "offline" | "signed_out";

/** How changes are followed. */
export interface Following {
  /** Tries again now, as when a call found the network gone or back. */
  retry(): void;
  stop(): void;
}

const LONGEST_WAIT_MS = 15_000;

/**
 * Hears of changes until it is stopped or the caller loses its rights. A stream that ends is opened
 * again at once, which shows whether the caller still has them; one that cannot be opened, after
 * ever longer waits.
 *
 * @param onUpdate Hears what changed; undefined when anything may have changed.
 */
export function follow(
  server: Pick<HttpServer, "listen">,
  uris: readonly string[],
  { onUpdate, onState }: {
    readonly onUpdate: (uri: string | undefined) => void;
    readonly onState: (state: Connection) => void;
  },
): Following {
  const stopped = new AbortController();
  let opened = new AbortController();
  let wake = () => {};

  async function run(): Promise<void> {
    for (let tries = 0; !stopped.signal.aborted; tries++) {
      opened = new AbortController();
      try {
        await server.listen(uris, AbortSignal.any([stopped.signal, opened.signal]), (uri) => {
          tries = 0;
          onState("live");
          onUpdate(uri);
        });
        if (tries < 1) continue;
      } catch (error) {
        if (stopped.signal.aborted) return;
        const isSignedOut = error instanceof Problem && error.kind === "signed_out";
        onState(isSignedOut ? "signed_out" : "offline");
        if (isSignedOut) return;
      }
      await sleep(Math.min(1000 * 2 ** tries, LONGEST_WAIT_MS));
    }
  }

  async function sleep(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** A network that went away without a word leaves a stream that never ends. */
  function retry(): void {
    opened.abort();
    wake();
  }

  addEventListener("online", retry);
  addEventListener("offline", retry);
  void run();
  return {
    retry,
    stop() {
      stopped.abort();
      wake();
      removeEventListener("online", retry);
      removeEventListener("offline", retry);
    },
  };
}
