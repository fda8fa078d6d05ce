import {
  BUSY,
  HALF_MOVED,
  type KnownError,
  NEWER_DATABASE,
  TOO_LARGE_A_DAY,
  TOO_LARGE_A_SUM,
  userErrorOf,
} from "../user_error.ts";

const NOT_SQLITE: KnownError = {
  says: /file is not a database/,
  code: "INVALID_INPUT",
  message: "The file given as database is not a SQLite database.",
  details: { hint: "Check the path given with --database or DATABASE_URL." },
};

/** Deno gives no error numbers. */
const KNOWN: readonly KnownError[] = [
  BUSY,
  {
    says: /database or disk is full/,
    code: "SERVICE_UNAVAILABLE",
    message: "The disk that holds the database is full; nothing was written.",
    details: { hint: "Free some space, then try again.", retry_after_seconds: 60 },
  },
  NOT_SQLITE,
  {
    says: /database disk image is malformed/,
    code: "SERVICE_UNAVAILABLE",
    message: "The database file is damaged.",
    details: { hint: "Restore a backup: `restaurant-mcp restore <backup> --replace`." },
  },
  {
    says: /unable to open database file/,
    code: "INVALID_INPUT",
    message: "The database file cannot be opened.",
    details: { hint: "Check that its folder exists and may be written to." },
  },
  {
    says: /readonly database/,
    code: "SERVICE_UNAVAILABLE",
    message: "The database file is read-only.",
    details: { hint: "Check the rights of the file and of its folder." },
  },
  TOO_LARGE_A_DAY,
  TOO_LARGE_A_SUM,
  HALF_MOVED,
  NEWER_DATABASE,
];

/** Like `toUserError`, where the path of the file is known. */
export function toFileError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !NOT_SQLITE.says.test(error.message)) return toUserError(error);
  const named = { ...NOT_SQLITE, message: `'${path}' is not a SQLite database.` };
  return userErrorOf(named, error);
}

/** An error with words for people where SQLite's is a known one; any other as it came. */
export function toUserError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return userErrorOf(KNOWN.find(({ says }) => says.test(error.message)), error);
}
