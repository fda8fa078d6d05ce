import pRetry from "p-retry";

/** How long a transaction waits for another process that writes. */
const PATIENCE_MS = 5000;

/** SQLite's own wait holds up the whole process, readers too; this is for what it has no time for. */
const WAITS = {
  retries: 200,
  factor: 1.5,
  minTimeout: 2,
  maxTimeout: 50,
  randomize: true,
} as const;

/**
 * Begins a transaction, and while another process holds the lock begins it again and again, without
 * holding up anything else meanwhile.
 *
 * @param begin Tells by `onBegun` that it has the lock: from then on nothing is done twice.
 */
export async function whenUnlocked<Result>(
  begin: (onBegun: () => void) => Promise<Result>,
): Promise<Result> {
  let hasBegun = false;
  return await pRetry(() => begin(() => hasBegun = true), {
    ...WAITS,
    maxRetryTime: PATIENCE_MS,
    shouldRetry: ({ error }) => !hasBegun && /database is locked/.test(error.message),
  });
}
