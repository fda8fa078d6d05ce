import {
  type CallToolResult,
  type JSONRPCMessage,
  type JSONRPCRequest,
  ProtocolError,
  ProtocolErrorCode,
  type Result,
  Server,
  type ServerContext,
  type Transport,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { fieldErrors } from "./field_errors.ts";
import { invalidParams } from "./invalid_params.ts";
import { membersOf } from "./members_of.ts";

/** The result of a call that runs already, and that the signal stops from now on. */
export type Adopt = (signal: AbortSignal) => Promise<CallToolResult>;

/**
 * The library's server, except for parameters that its own schemas reject: they are the caller's
 * mistake and are reported as such, where the library reports an internal error. The handlers of
 * this program throw only protocol errors.
 */
export class GuardedServer extends Server {
  /** Addresses to which its client is subscribed, in the 2025 revisions. */
  readonly subscriptions: Set<string> = new Set();
  /** Calls that began before the library had them. Clients may use one id for several. */
  readonly #begun = new WeakMap<Request, Adopt>();

  /** Notes that the call of a request has begun before the library has it. */
  begin(request: Request, adopt: Adopt): void {
    this.#begun.set(request, adopt);
  }

  /** The call of a request, if it has begun. */
  begunBy(request: Request | undefined): Adopt | undefined {
    return request && this.#begun.get(request);
  }

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

  override async connect(transport: Transport): Promise<void> {
    const send = transport.send.bind(transport);
    transport.send = (message, options) => send(this.#ofRevision(message), options);
    await super.connect(transport);
  }

  /** "Not found" has a code of its own before 2026-07-28; the library knows only the new one. */
  #ofRevision(message: JSONRPCMessage): JSONRPCMessage {
    const isModern = (this.getNegotiatedProtocolVersion() ?? "") >= "2026";
    if (isModern || !("error" in message) || !isNotFound(message.error)) return message;
    const error = { ...message.error, code: ProtocolErrorCode.ResourceNotFound };
    return { ...message, error };
  }
}

function isNotFound({ code, data }: { readonly code: number; readonly data?: unknown }): boolean {
  return code === ProtocolErrorCode.InvalidParams && "uri" in membersOf(data);
}

/** The findings of the schema: the library puts them into its error as JSON. */
function faultOf(method: string, error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  try {
    const faults = fieldErrors(new z.ZodError(JSON.parse(message)));
    return faults.map(({ field, problem }) => `${field}: ${problem}`).join(" ");
  } catch {
    return `The parameters of ${method} are not valid.`;
  }
}
