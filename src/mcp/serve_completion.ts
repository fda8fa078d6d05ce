import type { Principal } from "../security/principal.ts";
import { RestaurantError } from "../values/errors.ts";
import { maskedError } from "./call_result.ts";
import { withDeadline } from "./deadline.ts";
import type { EdgeOptions } from "./edge.ts";
import { protocolError } from "./protocol_error.ts";
import {
  assertPermitted,
  assertWithinLimit,
  type Callable,
  type CallServices,
} from "./serve_call.ts";

/** Who asks for a completion, and the time limit. */
export interface Completing {
  readonly principal: Principal;
  readonly signal: AbortSignal;
}

/**
 * Completes an argument, with the rights and limits of its prompt or resource. It is not a call: it
 * writes nothing and is not in the audit.
 *
 * @throws {ProtocolError} if a call would be refused.
 */
export async function serveCompletion(
  callable: Callable,
  { principal, signal }: Completing,
  options: EdgeOptions,
  work: (services: CallServices) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  try {
    assertPermitted(callable, principal);
    const target = `completion of ${callable.target}`;
    await assertWithinLimit({ ...callable, target }, principal, options);
    const { database, deadlineMs } = options;
    return await withDeadline(
      (signal) => {
        const { reader } = database.view({ locations: principal.locations, signal });
        return work({ principal, reader, write: refuse, runJob: refuse });
      },
      signal,
      deadlineMs,
    );
  } catch (error) {
    throw protocolError(
      error instanceof RestaurantError ? error : maskedError(error, options.logger),
    );
  }
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("A completion only looks something up"));
}
