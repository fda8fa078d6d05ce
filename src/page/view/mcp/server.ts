/** The arguments of a tool call. */
export type Args = Readonly<Record<string, unknown>>;

/** The restaurant's server as the view sees it: over HTTP in a browser, through its host in a chat. */
export interface Server {
  /**
   * Calls a tool and gives its structured result.
   *
   * @throws {Problem} if it is refused, fails, or cannot be reached.
   */
  call<Result>(tool: string, args?: Args): Promise<Result>;
  /** Reads a resource that is JSON. */
  read<Result>(uri: string): Promise<Result>;
}

/** Why a call gave no answer: `signed_out` needs a token, `offline` passes by itself. */
export type ProblemKind = "signed_out" | "offline" | "refused";

/** A call that gave no answer, and what to do about it. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    message: string,
    readonly hint?: string,
    /** Seconds after which to try again. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** What a JSON-RPC answer may hold that the view reads. */
interface Reply {
  readonly error?: { readonly message?: string };
  readonly result?: {
    readonly isError?: boolean;
    readonly structuredContent?: unknown;
    readonly contents?: readonly { readonly text?: string }[];
    readonly content?: readonly { readonly text?: string }[];
    readonly [key: string]: unknown;
  };
}

/** The result in an answer. */
export function resultOf(reply: unknown): NonNullable<Reply["result"]> {
  const { error, result } = reply as Reply;
  if (result === undefined) throw new Problem("refused", error?.message ?? "");
  return result;
}

/** The structured content of a tool's result. */
export function structuredOf<Result>(result: NonNullable<Reply["result"]>): Result {
  const { structuredContent, isError = false, content = [] } = result;
  if (!isError && structuredContent !== undefined) return structuredContent as Result;
  const { message, hint, retry_after_seconds } = Object(structuredContent);
  throw new Problem(
    "refused",
    message ?? content[0]?.text ?? "",
    hint,
    retry_after_seconds,
  );
}

/** The content of a resource. */
export function contentOf<Result>({ contents = [] }: NonNullable<Reply["result"]>): Result {
  return JSON.parse(contents[0]?.text ?? "null");
}
