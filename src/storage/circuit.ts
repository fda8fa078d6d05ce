/** Calls something that may be away, and stops calling it while it stays away. */
export interface Circuit {
  /**
   * Runs something, or throws at once while the circuit is open. Then one run per interval is let
   * through as a probe. Its success closes the circuit, and so does an error that only something
   * that is there can give.
   */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  isOpen(): boolean;
}

/** When a circuit opens, and what it throws. */
export interface CircuitOptions {
  /** It opens after only failures for this many milliseconds; a single failure is soon forgotten. */
  readonly failingMs: number;
  /** Milliseconds between two probes. */
  readonly probeMs: number;
  /** What an error shows of what is called; undefined if nothing. */
  shownBy(error: unknown): "away" | "there" | undefined;
  /** The error while it is open. */
  unavailable(): Error;
}

/**
 * A circuit breaker that measures with a steady clock. That of cockatiel takes the clock on the wall:
 * set back by an hour, it would stay open for an hour after everything is well.
 */
export function circuit({ failingMs, probeMs, shownBy, unavailable }: CircuitOptions): Circuit {
  let failingSince: number | undefined;
  let lastFailure = 0;
  let openedAt: number | undefined;
  let isProbing = false;

  function fail(): void {
    const now = performance.now();
    if (failingSince === undefined || now - lastFailure > failingMs) failingSince = now;
    lastFailure = now;
    if (openedAt !== undefined || now - failingSince >= failingMs) openedAt = now;
  }

  function succeed(): void {
    failingSince = openedAt = undefined;
  }

  async function ask<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      succeed();
      return result;
    } catch (error) {
      const shown = shownBy(error);
      if (shown === "away") fail();
      if (shown === "there") succeed();
      throw error;
    }
  }

  return {
    async run(work) {
      if (openedAt === undefined) return await ask(work);
      if (isProbing || performance.now() - openedAt < probeMs) throw unavailable();
      isProbing = true;
      try {
        return await ask(work);
      } finally {
        isProbing = false;
      }
    },
    isOpen: () => openedAt !== undefined,
  };
}
