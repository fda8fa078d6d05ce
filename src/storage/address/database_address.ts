import { RestaurantError } from "../../values/errors.ts";
import { isPostgresUrl, type PostgresAddress, postgresAddress } from "./postgres_address.ts";
import { shownAs } from "./shown_as.ts";

/** A database that ends with its process. */
export interface InMemory {
  readonly kind: "memory";
}

/** A SQLite file, which may not be there yet. */
export interface FileAddress {
  readonly kind: "file";
  readonly path: string;
}

/** A database that outlives the process. */
export type StoredAddress = FileAddress | PostgresAddress;

/**
 * The location of a database. As text (`String(address)`, a template, JSON) it is safe to show: a
 * server's address without password and parameters.
 */
export type DatabaseAddress = InMemory | StoredAddress;

/** The address of a database that ends with its process. */
export const IN_MEMORY: InMemory = shownAs("in memory", { kind: "memory" });

/** The address of a SQLite file. */
export function fileAddress(path: string): FileAddress {
  return shownAs(path, { kind: "file", path });
}

/**
 * Reads `:memory:`, the path of a file, or `postgres://user:password@host:port/database`.
 *
 * @throws {RestaurantError} INVALID_INPUT for a faulty address, and for one of another kind, which
 * is no path: the message never holds the text, as there may be a password in it.
 */
export function parseDatabaseAddress(text: string): DatabaseAddress {
  const given = text.trim();
  if (given === ":memory:") return IN_MEMORY;
  if (isPostgresUrl(given)) return postgresAddress(given);
  if (isOtherAddress(given)) throw unknownScheme();
  return fileAddress(given);
}

/** Whether two addresses denote one database, as far as the text shows. */
export function isSameDatabase(one: DatabaseAddress, other: DatabaseAddress): boolean {
  return one.kind === other.kind && one.kind !== "memory" && String(one) === String(other);
}

/** What other programs take for an address: a scheme, a user with a password, a list of parameters. */
const OTHER_ADDRESSES = [
  // One letter is a drive of Windows.
  /^["']?[a-z][a-z\d+.-]+:|:\/\/|:[^/\\]*@/i,
  /^postg\w*\/\//i,
  /\b(?:host|server|data source|user|uid|password|pwd|dbname|database)\s*=/i,
];

function isOtherAddress(text: string): boolean {
  return OTHER_ADDRESSES.some((pattern) => pattern.test(text));
}

function unknownScheme(): RestaurantError {
  return new RestaurantError("INVALID_INPUT", "The database address has an unknown scheme.", {
    hint: "Use the path of a SQLite file, or postgres://user:password@host:5432/database.",
  });
}
