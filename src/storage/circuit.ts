/** Calls something that may be away, and stops calling it while it stays away. */
export interface Circuit {
  /**
   * Runs something, or throws at once while the circuit is open. Then one run per interval is let
   * through as a probe, and its success closes the circuit.
   */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** When a circuit opens, and what it throws. */
export interface CircuitOptions {
  /** It opens after only failures for this many milliseconds; a single failure is soon forgotten. */
  readonly failingMs: number;
  /** Milliseconds between two probes. */
  readonly probeMs: number;
  /** Whether an error shows that what is called is away; any other shows nothing. */
  isAway(error: unknown): boolean;
  /** The error while it is open. */
  unavailable(): Error;
}

/**
 * A circuit breaker that measures with a steady clock. That of cockatiel takes the clock on the wall:
 * set back by an hour, it would stay open for an hour after everything is well.
 */
export function circuit({ failingMs, probeMs, isAway, unavailable }: CircuitOptions): Circuit {
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

  async function ask<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      failingSince = openedAt = undefined;
      return result;
    } catch (error) {
      if (isAway(error)) fail();
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
  };
}
