/** What went wrong, in the vocabulary that clients see (`error_code`). */
export type ErrorCode =
  | "INVALID_INPUT"
  | "INVALID_ORDER"
  | "INSUFFICIENT_INVENTORY"
  | "NOT_FOUND"
  | "CONFLICT"
  | "FORBIDDEN"
  | "RATE_LIMITED"
  | "SERVICE_UNAVAILABLE"
  /** The caller gave up; nobody reads this one, it stands in log, metrics and audit. */
  | "CANCELLED"
  | "INTERNAL_ERROR";

/** One faulty field: where it is, and what is valid there. */
export interface FieldError {
  readonly field: string;
  readonly problem: string;
}

/** An ordered item of which there is too little, and how much of it there is. */
export interface AvailableItem {
  readonly menu_item_id: string;
  readonly name: string;
  /** Whole portions. */
  readonly requested: number;
  /** Whole portions that can be had, where the rest of the order takes nothing of them. */
  readonly available: number;
}

/** What an error may carry besides its message. */
export interface ErrorDetails {
  /** Every faulty field at once, so that one correction is enough. */
  readonly fields?: readonly FieldError[];
  /** What can be had of the items that are short. */
  readonly available_items?: readonly AvailableItem[];
  /** What the caller should do next. */
  readonly hint?: string;
  /** The question whose answer is `confirm: true`, where a slip was refused. */
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

  /** @param options `cause`: what it stands for, for the log; no client sees it. */
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
