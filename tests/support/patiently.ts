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
