import type { Logger } from "@logtape/logtape";
import type { CallRecord } from "../security/call_record.ts";
import type { Limiter, Limits } from "../security/limits.ts";
import type { Similar } from "../security/similar_calls.ts";
import type { Scope } from "../security/scopes.ts";
import type { Database, Writer } from "../storage/database.ts";
import type { Clock } from "../values/clock.ts";
import type { Runner } from "../work/runner.ts";

/** Where calls are recorded permanently. */
export interface CallAudit {
  /** In the transaction that makes the call's change. */
  append(writer: Writer, record: () => CallRecord): Promise<void>;
  /** A call that changed nothing: soon. */
  note(record: CallRecord): void;
}

/** What the protocol edge itself needs. */
export interface EdgeOptions {
  readonly database: Pick<Database, "view" | "writeTogether">;
  /** Runs reads that may take long. */
  readonly runner: Pick<Runner, "run">;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Milliseconds after which a call is given up. */
  readonly deadlineMs: number;
  readonly limiter: Limiter;
  readonly limits: Limits;
  readonly audit: CallAudit;
  /** What the audit keeps of arguments. */
  digestArguments(args: unknown): string;
  /** Puts refused calls together; without it each is written for itself. */
  readonly refusals?: Pick<Similar, "fold">;
  /** Puts the same reads of a caller together in the audit; each has an entry without it. */
  readonly reads?: Pick<Similar, "fold">;
  /** Whether the feature behind a scope is switched on; if absent, all are. */
  readonly isOn?: (scope: Scope) => boolean;
  /** Address of the view that draws answers in chats; without it none does. */
  readonly view?: string | undefined;
  /** Called after every call. */
  readonly onCall: (record: CallRecord) => void;
}
