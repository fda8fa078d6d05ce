/** When something is done that repeats. */
export interface Times {
  /** Milliseconds after the start: not while that is busy. */
  readonly firstMs: number;
  readonly everyMs: number;
}

/** Runs something soon after the start and then again and again, until it is disposed. */
export function repeatedly({ firstMs, everyMs }: Times, run: () => void): Disposable {
  const timers = [setTimeout(run, firstMs), setInterval(run, everyMs)];
  return {
    [Symbol.dispose]() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
