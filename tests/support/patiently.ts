import { RestaurantError } from "../../src/values/errors.ts";
import type { ToolResult } from "./clients.ts";
import { NEVER_MS } from "./until.ts";

/**
 * Calls again while the program says that it is too busy, as its clients do: how loaded the machine
 * is, is not under test.
 */
export async function patiently<Result extends Pick<ToolResult, "structured">>(
  call: () => Promise<Result>,
): Promise<Result> {
  const started = performance.now();
  for (;;) {
    const result = await call();
    const isBusy = result.structured.error_code === "SERVICE_UNAVAILABLE";
    if (!isBusy || performance.now() - started > NEVER_MS) return result;
  }
}

/** Does something again while the database is too busy, as its callers do. */
export async function doPatiently<Result>(work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isBusy = error instanceof RestaurantError && error.code === "SERVICE_UNAVAILABLE";
      if (!isBusy || performance.now() - started > NEVER_MS) throw error;
    }
  }
}
