import type { Progress } from "../values/progress.ts";
import type { CallContext } from "./registry.ts";

/** Half of what a client may wait without a sign. */
const EVERY_MS = 500;
/** Percent: less than anybody sees, as the protocol wants every figure higher than the one before. */
const SMALLEST_STEP = 0.01;

/** The client's progress notifications for one call; they end with `using`. */
export interface Telling extends Disposable {
  readonly progress: Progress;
}

/**
 * Tells the client every half second that its call goes on, and how far it is when the work says
 * so. A client that did not ask for it is told nothing.
 */
export function tellProgress({ mcpReq: { _meta, notify } }: CallContext): Telling {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return { progress: () => {}, [Symbol.dispose]: () => {} };
  const started = performance.now();
  let percent: number | undefined;
  let doing = "Working";
  let told = 0;
  const tell = () => {
    told = Math.max(hundredths(told + SMALLEST_STEP), percent ?? 0);
    const seconds = Math.round((performance.now() - started) / 1000);
    const params = {
      progressToken,
      progress: told,
      ...(percent !== undefined && { total: 100 }),
      message: `${doing}, ${seconds} s`,
    };
    // A client that has left no longer waits for it.
    notify({ method: "notifications/progress", params }).catch(() => {});
  };
  const timer = setInterval(tell, EVERY_MS);
  return {
    progress(done, now) {
      // 100 is for the answer.
      percent = Math.min(99, Math.max(percent ?? 0, hundredths(done * 100)));
      doing = now;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

function hundredths(percent: number): number {
  return Math.round(percent * 100) / 100;
}
