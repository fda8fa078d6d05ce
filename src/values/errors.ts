/** The kind of error, in the vocabulary that clients see (`error_code`). */
export type ErrorCode =
  | "INVALID_INPUT"
  | "INVALID_ORDER"
  | "INSUFFICIENT_INVENTORY"
  | "NOT_FOUND"
  | "CONFLICT"
  | "FORBIDDEN"
  | "RATE_LIMITED"
  | "SERVICE_UNAVAILABLE"
  /** The caller gave up; it is only seen in log, metrics and audit. */
  | "CANCELLED"
  | "INTERNAL_ERROR";

/** One invalid field: where it is, and what is valid there. */
export interface FieldError {
  readonly field: string;
  readonly problem: string;
}

/** An ordered item in short supply, and how much of it there is. */
export interface AvailableItem {
  readonly menu_item_id: string;
  readonly name: string;
  /** Whole portions. */
  readonly requested: number;
  /** Whole portions that are available if the rest of the order takes none of them. */
  readonly available: number;
}

/** What an error may contain besides its message. */
export interface ErrorDetails {
  /** Every invalid field at once, so that one correction is enough. */
  readonly fields?: readonly FieldError[];
  /** What is available of the items that are short. */
  readonly available_items?: readonly AvailableItem[];
  /** What the caller should do next. */
  readonly hint?: string;
  /** The question whose answer is `confirm: true`, if a probable slip was refused. */
  readonly confirm?: string;
  /** Seconds after which the same call may succeed. */
  readonly retry_after_seconds?: number;
}

/**
 * An expected failure whose message was written for the person or model who made the request.
 * Only this class's texts ever reach a client; every other error is logged and masked.
 */
export class RestaurantError extends Error {
  override readonly name = "RestaurantError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  /** @param options `cause`: the original error, for the log; no client sees it. */
  constructor(
    code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
    options: ErrorOptions = {},
  ) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}
