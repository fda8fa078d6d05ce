import { after } from "../values/after.ts";
import { RestaurantError } from "../values/errors.ts";

/**
 * Runs `work` until it ends, the client gives up, or the deadline passes.
 *
 * @throws {RestaurantError} CANCELLED when the client gave up, SERVICE_UNAVAILABLE when the deadline
 * passed first.
 */
export async function withDeadline<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  cancelled: AbortSignal,
  deadlineMs: number,
): Promise<Result> {
  const stop = new AbortController();
  const aborted = Promise.withResolvers<never>();
  const abort = (reason: unknown) => {
    stop.abort(reason);
    aborted.reject(reason);
  };
  const leave = () => abort(cancelled.reason);
  const inTime = after(deadlineMs, () => abort(tooSlow(deadlineMs)));
  cancelled.addEventListener("abort", leave);
  try {
    cancelled.throwIfAborted();
    return await Promise.race([work(stop.signal), aborted.promise]);
  } catch (error) {
    // Whatever reason the client gave, and wherever it was noticed first.
    throw cancelled.aborted ? new RestaurantError("CANCELLED", "The caller gave up.") : error;
  } finally {
    inTime();
    cancelled.removeEventListener("abort", leave);
  }
}

function tooSlow(deadlineMs: number): RestaurantError {
  const seconds = deadlineMs / 1000;
  return new RestaurantError("SERVICE_UNAVAILABLE", `No answer within ${seconds} seconds.`, {
    hint: "Ask for a shorter period or fewer locations, or try again.",
    retry_after_seconds: 5,
  });
}
