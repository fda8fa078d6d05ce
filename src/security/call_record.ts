import type { ErrorCode } from "../values/errors.ts";

/** In place of a method: an entry that seals the chain of a location. */
export const CHAIN_METHOD = "audit/chain";
/** In place of a method: an entry that says up to where a chain was exported and removed. */
export const PRUNE_METHOD = "audit/prune";
/** What the house says of chains, which is no call. */
export const HOUSE_METHODS = [CHAIN_METHOD, PRUNE_METHOD] as const;

/** One call as log, metrics and audit know it. No argument and no customer's text is in it. */
export interface CallRecord {
  /** When it came. */
  readonly at: Temporal.Instant;
  /** Under which the log has it. */
  readonly request_id: string;
  /** Id of the principal. */
  readonly principal: string;
  readonly method:
    | "tools/call"
    | "resources/read"
    | "prompts/get"
    | "reports/download"
    /** No call: the house says how far the chain of a location is, or from where it goes on. */
    | typeof HOUSE_METHODS[number];
  /** Name of the tool, resource or prompt; the address of a downloaded report. */
  readonly target: string;
  /** Keyed digest of the arguments, in hexadecimal; of a download the SHA-256 of the file. */
  readonly arguments_digest: string;
  /**
   * Ids of the locations that it was about, sorted: those it chose or changed something of, else
   * those that its caller acts for. None: it was about no location in particular.
   */
  readonly locations: readonly string[];
  /** How many rows it read and wrote. */
  readonly row_count: number;
  /** How many similar calls it stands for, the last of which it describes. */
  readonly calls: number;
  readonly outcome: "ok" | ErrorCode;
  /** For the audit entry of a write, the time until just before its commit. */
  readonly duration_ms: number;
  /** From the caller's `traceparent`. */
  readonly trace_id: string | null;
}
