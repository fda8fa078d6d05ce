import type { KyselyPlugin } from "kysely";

/** Queries run this long without a pause. */
const SLICE_MS = 10;

/**
 * Lets everything else that waits in this thread run, about every ten milliseconds, between the
 * queries of a long read: SQLite answers each of them before anything else can happen.
 */
export function lettingOthersIn(): KyselyPlugin {
  let since = performance.now();
  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (performance.now() - since >= SLICE_MS) {
        await new Promise((resolve) => setTimeout(resolve));
        since = performance.now();
      }
      return result;
    },
  };
}
