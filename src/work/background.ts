import { RestaurantError } from "../values/errors.ts";

/** Work that outlives the call that asked for it. It looks at the signal and ends when it aborts. */
export type BackgroundWork = (signal: AbortSignal) => Promise<void>;

/** How much may wait, and where failures are reported. */
export interface BackgroundOptions {
  /** How many may wait, besides the running one. */
  readonly waiting: number;
  /** Milliseconds for what runs and waits to end, once all ends; then it is aborted. */
  readonly drainMs: number;
  onError(name: string, error: unknown): void;
}

/** A queue of work, one after the other. Closed with `await using`: drained, then aborted. */
export interface Background extends AsyncDisposable {
  /**
   * Runs work later. Work under the name of one that still waits is the same, and is not added.
   *
   * @throws {RestaurantError} SERVICE_UNAVAILABLE if too much waits, or all ends.
   */
  add(name: string, work: BackgroundWork): void;
  /** Names of the waiting jobs, the running one first. */
  readonly names: readonly string[];
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
}

/** Makes a queue. */
export function startBackground(
  { waiting: most, drainMs, onError }: BackgroundOptions,
): Background {
  const stopped = new AbortController();
  const waiting = new Map<string, BackgroundWork>();
  let running: string | undefined;
  let isClosed = false;
  let done: Promise<void> = Promise.resolve();

  async function runAll(): Promise<void> {
    for (;;) {
      const [next] = waiting;
      if (next === undefined || stopped.signal.aborted) break;
      const [name, work] = next;
      waiting.delete(name);
      running = name;
      await work(stopped.signal).catch((error) => {
        // That it ended because all ends is no failure.
        if (!stopped.signal.aborted) onError(name, error);
      });
    }
    running = undefined;
  }

  return {
    add(name, work) {
      if (waiting.has(name)) return;
      if (isClosed || waiting.size >= most) throw full();
      waiting.set(name, work);
      // In a later turn, so that adding it never blocks.
      if (running === undefined && waiting.size === 1) done = Promise.resolve().then(runAll);
    },
    get names() {
      return [...running === undefined ? [] : [running], ...waiting.keys()];
    },
    idle: () => done,
    async [Symbol.asyncDispose]() {
      isClosed = true;
      const timer = setTimeout(() => stopped.abort(), drainMs);
      await done;
      clearTimeout(timer);
    },
  };
}

function full(): RestaurantError {
  return new RestaurantError(
    "SERVICE_UNAVAILABLE",
    "The background queue is full.",
    {
      hint: "Try again.",
      retry_after_seconds: 30,
    },
  );
}
