import { RestaurantError } from "../values/errors.ts";

/** Lets a few run at once; the others wait for their turn, caller by caller. */
export interface Turns {
  /**
   * Runs `work` when there is room. Callers who wait take turns, each with the first of its own.
   *
   * @throws the reason of `signal`, once it aborts before the turn came.
   * @throws {RestaurantError} SERVICE_UNAVAILABLE if too many wait already.
   */
  take<Result>(caller: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
  /** How many wait. */
  readonly waiting: number;
}

/** How much may run at once, and how many may wait. */
export interface Room {
  readonly atOnce: number;
  readonly waiting: number;
}

/** Makes turns. */
export function turns({ atOnce, waiting: mostWaiting }: Room): Turns {
  /** Who waits, by caller: the caller whose turn is next comes first. */
  const queues = new Map<string, (() => void)[]>();
  let running = 0;
  let waiting = 0;

  /** The caller goes behind the others, if it has more. */
  function wakeNext(): void {
    const [next] = queues;
    if (next === undefined) return;
    const [caller, [wake, ...others]] = next;
    queues.delete(caller);
    if (others.length > 0) queues.set(caller, others);
    wake?.();
  }

  function leave(caller: string, wake: () => void): void {
    const others = (queues.get(caller) ?? []).filter((other) => other !== wake);
    if (others.length > 0) queues.set(caller, others);
    else queues.delete(caller);
  }

  async function untilTurn(caller: string, signal: AbortSignal): Promise<void> {
    if (waiting >= mostWaiting) throw tooMany();
    const turn = Promise.withResolvers<void>();
    const giveUp = () => {
      leave(caller, turn.resolve);
      turn.reject(signal.reason);
    };
    queues.set(caller, [...queues.get(caller) ?? [], turn.resolve]);
    signal.addEventListener("abort", giveUp, { once: true });
    waiting += 1;
    try {
      await turn.promise;
    } finally {
      waiting -= 1;
      signal.removeEventListener("abort", giveUp);
    }
  }

  return {
    async take(caller, signal, work) {
      signal.throwIfAborted();
      // The one that is woken takes the place of the one that ended.
      if (running < atOnce) running += 1;
      else await untilTurn(caller, signal);
      try {
        return await work();
      } finally {
        if (queues.size > 0) wakeNext();
        else running -= 1;
      }
    },
    get waiting() {
      return waiting;
    },
  };
}

function tooMany(): RestaurantError {
  return new RestaurantError("SERVICE_UNAVAILABLE", "Too many long reads are waiting already.", {
    hint: "Try again.",
    retry_after_seconds: 5,
  });
}
