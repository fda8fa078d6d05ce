import type { Logger } from "@logtape/logtape";
import type { Limiter } from "../security/limits.ts";
import { sharedWindow } from "../security/shared_window.ts";
import type { Database } from "../storage/database.ts";
import { suppressRepeats } from "../values/suppress_repeats.ts";

/** Calls are counted across all processes if the database supports it. */
export function limiterOf(
  { count }: Pick<Database, "count">,
  own: Limiter,
  logger: Logger,
): Limiter {
  if (count === undefined) return own;
  return sharedWindow({
    count,
    own,
    onError: suppressRepeats((error) =>
      logger.warn("calls are counted here only: {error}", { error })
    ),
  });
}
