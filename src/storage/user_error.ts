import { type ErrorCode, type ErrorDetails, RestaurantError } from "../values/errors.ts";

/** An engine's error, and the message for the person who meets it. */
export interface KnownError {
  /** Matches what the engine says, or the code that it gives. */
  readonly says: RegExp;
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** A readable error for a known one; its cause is the engine's own. */
export function userErrorOf(known: KnownError | undefined, error: Error): Error {
  if (known === undefined) return error;
  return new RestaurantError(known.code, known.message, known.details, { cause: error });
}

/** The error while another process holds the lock of a file. */
export const BUSY: KnownError = {
  says: /database is locked/,
  code: "SERVICE_UNAVAILABLE",
  message: "Another program is writing to the database.",
  details: { hint: "Try again when it has finished.", retry_after_seconds: 5 },
};

/** Whether SQLite says that another process holds the lock of a file. */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && BUSY.says.test(error.message);
}

/** Whether something was not done because another process was writing: nothing is wrong then. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && isLocked(error.cause);
}

/** The message of a database that is being filled; see unfinished_transfer.ts. */
export const HALF_MOVED: KnownError = {
  says: /corrupted migrations: .*unfinished move of/,
  code: "CONFLICT",
  message: "The database is only half there: moving it was interrupted.",
  details: {
    hint: "Run the same `restaurant-mcp migrate-data` again; it resumes where it stopped.",
  },
};

/** Another program may have changed the tables already. */
export const NEWER_DATABASE: KnownError = {
  says: /corrupted migrations/,
  code: "INVALID_INPUT",
  message: "The database was written by a newer version of this program.",
  details: { hint: "Update this program, or open another database." },
};

/**
 * How engines report that a column of the daily sales was given no sum, as it is too large. A
 * partition has a number after its name.
 */
export const TOO_LARGE_A_DAY: KnownError = {
  says:
    /NOT NULL constraint failed: sales_rollups|relation "sales_rollups(?:_\d+)?" violates not-null/,
  code: "INVALID_INPUT",
  message: "The sales of that location and day would be too large to be true; nothing was written.",
  details: {
    hint: "Look for a price or an amount that is far too large, and correct it.",
  },
};

/** The error of a change that alone is more than a day may have. */
export function tooLargeADay(): RestaurantError {
  const { code, message, details } = TOO_LARGE_A_DAY;
  return new RestaurantError(code, message, details);
}

/** How engines and drivers report a sum beyond 2⁵³. */
export const TOO_LARGE_A_SUM: KnownError = {
  says: /too large (?:to be represented as|a number)|^integer overflow/,
  code: "INVALID_INPUT",
  message: "What was asked for adds up to more than can be counted exactly.",
  details: {
    hint: "Ask for a shorter period or one location; an amount far too large was recorded in it.",
  },
};
