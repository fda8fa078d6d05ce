import {
  type JSONRPCRequest,
  ProtocolError,
  type Result,
  Server,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { fieldErrors } from "./field_errors.ts";
import { invalidParams } from "./invalid_params.ts";

/**
 * The library's server, but for parameters that its own schemas refuse: they are the caller's
 * mistake and said in plain words, where the library makes an internal error of them. The handlers
 * of this program throw nothing but protocol errors.
 */
export class GuardedServer extends Server {
  /** Addresses to which its client is subscribed, in the 2025 revisions. */
  readonly subscriptions: Set<string> = new Set();

  protected override _wrapHandler(
    method: string,
    handler: (request: JSONRPCRequest, context: ServerContext) => Promise<Result>,
  ): (request: JSONRPCRequest, context: ServerContext) => Promise<Result> {
    const wrapped = super._wrapHandler(method, handler);
    return async (request, context) => {
      try {
        return await wrapped(request, context);
      } catch (error) {
        throw error instanceof ProtocolError ? error : invalidParams(faultOf(method, error));
      }
    };
  }
}

/** What the schema found: the library puts it into its error as JSON. */
function faultOf(method: string, error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  try {
    const faults = fieldErrors(new z.ZodError(JSON.parse(message)));
    return faults.map(({ field, problem }) => `${field}: ${problem}`).join(" ");
  } catch {
    return `The parameters of ${method} are not valid.`;
  }
}
