import { inWordsOf, type KnownError, NEWER_DATABASE } from "./plain_words.ts";

const CHECK_ADDRESS = "Check the address in DATABASE_URL or --database.";

/** By SQLSTATE, by the system's code, or by the driver's words where there is neither. */
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
      hint: "Try again; if it goes on, lower pool_max in DATABASE_URL or raise max_connections.",
      retry_after_seconds: 5,
    },
  },
  {
    says: /^53100/,
    code: "SERVICE_UNAVAILABLE",
    message: "The disk that holds the database is full; nothing was written.",
    details: { hint: "Free some space, then try again." },
  },
  {
    says: /^25006/,
    code: "SERVICE_UNAVAILABLE",
    message: "The database may not be written to; it may be the copy of another one.",
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
    message: "Too many want to change the same thing in this moment; nothing was written.",
    details: { hint: "Try again.", retry_after_seconds: 1 },
  },
  {
    says: /^57014/,
    code: "SERVICE_UNAVAILABLE",
    message: "The database took too long.",
    details: { hint: "Ask for less at once, or try again later.", retry_after_seconds: 30 },
  },
  {
    says: /^timeout exceeded when trying to connect/,
    code: "SERVICE_UNAVAILABLE",
    message: "All connections to the database are in use.",
    details: { hint: "Try again in a moment.", retry_after_seconds: 5 },
  },
  {
    says: /^(?:22021|22P05)/,
    code: "INVALID_INPUT",
    message: "A text has a character that cannot be stored.",
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
      hint: "Switch it on there; or, in a network that is yours alone, add ?sslmode=disable.",
    },
  },
  {
    says: /certificate|^(?:UNABLE_TO_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|CERT_)/i,
    code: "SERVICE_UNAVAILABLE",
    message: "The database cannot prove that it is the server of its address.",
    details: {
      hint: "Name the certificates of its provider with sslrootcert in DATABASE_URL.",
    },
  },
  {
    says:
      /^(?:08|57P0|25P03|E(?:CONN|NOTFOUND|AI_|TIMEDOUT|HOST|NET|PIPE))|Connection terminated|connection error|not queryable/,
    code: "SERVICE_UNAVAILABLE",
    message: "The database does not answer.",
    details: { hint: `Try again. If it goes on: ${CHECK_ADDRESS}`, retry_after_seconds: 5 },
  },
  NEWER_DATABASE,
];

/** An error with words for people where the server's or the driver's is a known one. */
export function inPlainWords(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const words = [codeOf(error), error.message].filter((text) => text !== undefined);
  return inWordsOf(KNOWN.find(({ says }) => words.some((text) => says.test(text))), error);
}

/**
 * Whether a transaction failed only because another one came first, and would succeed if it began
 * again: a deadlock, or a key that the other took.
 */
export function isRace(error: unknown): boolean {
  const original = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return original instanceof Error && /^(?:40001|40P01|23505)$/.test(codeOf(original) ?? "");
}

/** SQLSTATE of the server, or the code of the system's error. */
function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
