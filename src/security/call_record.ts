import type { ErrorCode } from "../values/errors.ts";

/** One call as log, metrics and audit know it. No argument and no customer's text is in it. */
export interface CallRecord {
  /** When it came. */
  readonly at: Temporal.Instant;
  /** Under which the log has it. */
  readonly request_id: string;
  /** Id of the principal. */
  readonly principal: string;
  readonly method: "tools/call" | "resources/read" | "prompts/get";
  /** Name of the tool, resource or prompt. */
  readonly target: string;
  /** SHA-256 of the arguments, in hexadecimal. */
  readonly arguments_digest: string;
  /**
   * Ids of the locations that it was about, sorted: those it chose or changed something of, else
   * those that its caller acts for. None: it was about no location in particular.
   */
  readonly locations: readonly string[];
  /** How many rows it read and wrote; of a refused call, how many more of its kind it stands for. */
  readonly row_count: number;
  readonly outcome: "ok" | ErrorCode;
  /** Of a write's audit entry up to just before its commit. */
  readonly duration_ms: number;
  /** From the caller's `traceparent`. */
  readonly trace_id: string | null;
}
