import { RestaurantError } from "../../src/values/errors.ts";
import type { ToolResult } from "./clients.ts";
import { NEVER_MS } from "./until.ts";

type Answered = Pick<ToolResult, "structured">;

/**
 * Calls again while the program says that it is too busy, as its clients do: how loaded the machine
 * is, is not under test.
 */
export async function patiently<Result extends Answered>(
  call: () => Promise<Result>,
  isBusy: (result: Answered) => boolean = isUnavailable,
): Promise<Result> {
  const started = performance.now();
  for (;;) {
    const result = await call();
    if (!isBusy(result) || performance.now() - started > NEVER_MS) return result;
  }
}

function isUnavailable({ structured }: Answered): boolean {
  return structured.error_code === "SERVICE_UNAVAILABLE";
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
