import { RestaurantError } from "../../values/errors.ts";
import {
  HALF_MOVED,
  type KnownError,
  NEWER_DATABASE,
  TOO_LARGE_A_DAY,
  TOO_LARGE_A_SUM,
  userErrorOf,
} from "../user_error.ts";
import type { Verdict } from "../recovery.ts";

const CHECK_ADDRESS = "Check the address in DATABASE_URL or --database.";

/**
 * The connection is gone, cannot be made, or remembers statements of a schema that a newer version of
 * the program has changed since.
 */
const LOST =
  /^(?:08|25P03|57P0|E(?:CONN|NOTFOUND|AI_|TIMEDOUT|HOST|NET|PIPE))|Connection terminated|connection error|not queryable|cached plan must not/;
/** The connection leads to the copy of a server; tables without log are not there before it took over. */
const COPY = /^25006|relations during recovery/;
/** The connection was silent for so long that it is given up. */
const SILENT = /^Query read timeout/;
/** Others have all connections. */
const BUSY = /^timeout exceeded when trying to connect/;

/** By SQLSTATE, by the system's code, or by the driver's text if there is neither. */
const KNOWN: readonly KnownError[] = [
  {
    says: /^(?:28P01|28000)|client password must be/,
    code: "SERVICE_UNAVAILABLE",
    message: "The database refuses the user or password that it was given.",
    details: { hint: CHECK_ADDRESS },
  },
  {
    says: /^3D000/,
    code: "SERVICE_UNAVAILABLE",
    message: "The server has no database with this name.",
    details: { hint: "Create it with createdb, or check DATABASE_URL or --database." },
  },
  {
    says: /^42501/,
    code: "SERVICE_UNAVAILABLE",
    message: "The database does not let its user do that.",
    details: { hint: "Make the user of DATABASE_URL the owner of the database." },
  },
  {
    says: /^53300/,
    code: "SERVICE_UNAVAILABLE",
    message: "The database takes no more connections.",
    details: {
      hint: "Try again; if it continues, lower pool_max in DATABASE_URL or raise max_connections.",
      retry_after_seconds: 5,
    },
  },
  {
    says: /^53100/,
    code: "SERVICE_UNAVAILABLE",
    message: "The disk that holds the database is full; nothing was written.",
    details: { hint: "Free some space, then try again.", retry_after_seconds: 60 },
  },
  {
    says: COPY,
    code: "SERVICE_UNAVAILABLE",
    message: "The database is read-only; it may be a read-only standby.",
    details: { hint: "Try again when it has taken over.", retry_after_seconds: 5 },
  },
  {
    says: /^55P03/,
    code: "SERVICE_UNAVAILABLE",
    message: "Another program is writing to the database.",
    details: { hint: "Try again when it has finished.", retry_after_seconds: 5 },
  },
  {
    says: /^40(?:001|P01)/,
    code: "SERVICE_UNAVAILABLE",
    message: "Too many concurrent changes; nothing was written.",
    details: { hint: "Try again.", retry_after_seconds: 1 },
  },
  {
    says: /^(?:57014|Query read timeout)/,
    code: "SERVICE_UNAVAILABLE",
    message: "The database took too long.",
    details: { hint: "Ask for less, or try again later.", retry_after_seconds: 30 },
  },
  {
    says: BUSY,
    code: "SERVICE_UNAVAILABLE",
    message: "All connections to the database are in use.",
    details: { hint: "Try again in a moment.", retry_after_seconds: 5 },
  },
  {
    says: /^(?:22021|22P05)/,
    code: "INVALID_INPUT",
    message: "A text contains a character that cannot be stored.",
    details: { hint: "Leave out control characters." },
  },
  {
    // The driver writes such numbers with an exponent.
    says: /^22003|for type \w+: "-?[\d.]+e\+/,
    code: "INVALID_INPUT",
    message: "A number is too large.",
    details: { hint: "Use a smaller one." },
  },
  {
    says: /does not support SSL/,
    code: "SERVICE_UNAVAILABLE",
    message: "The database does not offer TLS.",
    details: {
      hint: "Enable it there; or, on a private network, add ?sslmode=disable.",
    },
  },
  {
    says: /certificate|^(?:UNABLE_TO_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|CERT_)/i,
    code: "SERVICE_UNAVAILABLE",
    message: "The database's TLS certificate could not be verified.",
    details: {
      hint: "Name the certificates of its provider with sslrootcert in DATABASE_URL.",
    },
  },
  {
    says: LOST,
    code: "SERVICE_UNAVAILABLE",
    message: "The database does not answer.",
    details: { hint: `Try again. If it continues: ${CHECK_ADDRESS}`, retry_after_seconds: 5 },
  },
  TOO_LARGE_A_DAY,
  TOO_LARGE_A_SUM,
  HALF_MOVED,
  NEWER_DATABASE,
];

/** A readable error for a known error of the server or driver. */
export function toUserError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return userErrorOf(KNOWN.find(({ says }) => isSaid(error, says)), error);
}

/**
 * Whether a transaction failed only because of a concurrent one, and would succeed if it ran again:
 * a deadlock, or a key that the other inserted.
 */
export function isRace(error: unknown): boolean {
  return causes(error).some((cause) => /^(?:40001|40P01|23505)$/.test(codeOf(cause) ?? ""));
}

/** What an error shows about the server. */
export function verdictOf(error: unknown): Verdict {
  const all = causes(error);
  if (all.some(({ message }) => message === UNKNOWN_OUTCOME)) return "unknown";
  // Words of our own, such as "08:00 is no time", are no code of a server.
  const original = all.find((cause) => !(cause instanceof RestaurantError));
  if (original === undefined) return "answered";
  if (isSaid(original, SILENT)) return "unknown";
  if (isSaid(original, LOST) || isSaid(original, COPY)) return "lost";
  return isSaid(original, BUSY) ? "busy" : "answered";
}

/** Whether a connection is unusable after an error. */
export function isBroken(error: unknown): boolean {
  return ["lost", "unknown"].includes(verdictOf(error));
}

/** Whether a server refuses to write because another one is now the primary. */
export function isCopy(error: unknown): boolean {
  return causes(error).some((cause) => codeOf(cause) === "25006");
}

const UNKNOWN_OUTCOME =
  "It is not known whether this counted: the database was lost while it was written.";

/** For an unconfirmed commit: repeated without a key it might count twice. */
export function unknownOutcome(cause: unknown): RestaurantError {
  return new RestaurantError("SERVICE_UNAVAILABLE", UNKNOWN_OUTCOME, {
    hint:
      "Repeat it with the same idempotency_key; without one, first check whether it was written.",
    retry_after_seconds: 5,
  }, { cause });
}

/** An error and what it came from, the outermost first. */
function causes(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}

function isSaid(error: Error, says: RegExp): boolean {
  return [codeOf(error), error.message].some((text) => text !== undefined && says.test(text));
}

/** SQLSTATE of the server, or the code of the system's error. */
function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
