import { decorrelatedJitterGenerator, ExponentialBackoff, handleWhen, retry } from "cockatiel";
import { isLocked } from "../user_error.ts";

/** How long a transaction waits for another process that writes: half of what a call may take. */
const PATIENCE_MS = 15_000;

/** SQLite's own wait holds up the whole process, readers too; this is for what it has no time for. */
const WAITS = {
  maxAttempts: 500,
  backoff: new ExponentialBackoff({
    initialDelay: 2,
    maxDelay: 50,
    generator: decorrelatedJitterGenerator,
  }),
};

/**
 * Begins a transaction, and retries while another process holds the lock, without blocking anything
 * else.
 *
 * @param begin Calls `onBegun` once it has the lock: from then on nothing is retried.
 */
export async function whenUnlocked<Result>(
  begin: (onBegun: () => void) => Promise<Result>,
): Promise<Result> {
  const end = performance.now() + PATIENCE_MS;
  let hasBegun = false;
  const mayRepeat = (error: unknown) => !hasBegun && performance.now() < end && isLocked(error);
  return await retry(handleWhen(mayRepeat), WAITS).execute(() => begin(() => hasBegun = true));
}
