import { RestaurantError } from "../../values/errors.ts";
import { shownAs } from "./shown_as.ts";

/** The location of a PostgreSQL database and how to reach it. As text it has no password. */
export interface PostgresAddress {
  readonly kind: "server";
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Empty if the server asks for none. A function, so that nothing that prints prints it. */
  password(): string;
  readonly database: string;
  /** `require` hides what is sent; `verify-full` also proves who it is sent to. */
  readonly tls: typeof TLS_MODES[number];
  /** Path of the certificates that prove who the server is, instead of the usual ones. */
  readonly rootCertificate: string | undefined;
  /**
   * Connections of this process, at least and at most, and how long to wait for one:
   * until the server answers, or another call gives one back.
   */
  readonly connections: { readonly min: number; readonly max: number; readonly seconds: number };
  /** How often what can be repeated is tried again, and milliseconds before the first time. */
  readonly recovery: { readonly retries: number; readonly pauseMs: number };
}

const TLS_MODES = ["disable", "require", "verify-full"] as const;
const PARAMETERS = [
  ...["sslmode", "sslrootcert", "connect_timeout", "pool_min", "pool_max"],
  ...["retries", "retry_ms"],
];
const DEFAULT_PORT = "5432";
const THIS_MACHINE = ["127.0.0.1", "[::1]", "localhost"];

/** One for reading, one for writing. */
const FEWEST_CONNECTIONS = 2;
const MOST_CONNECTIONS = 1000;
/** Longer than any call may take. */
const MOST_SECONDS = 60;

/** A caller waits no longer than a call may take. */
const MOST_RETRIES = 5;
const LONGEST_PAUSE_MS = 10_000;

/** Whether a database is given as the address of a server rather than a file. */
export function isPostgresUrl(database: string): boolean {
  return /^postgres(ql)?:/i.test(database);
}

/**
 * Parses `postgres://user:password@host:port/database`, with parameters after a question mark:
 * `sslmode` and `sslrootcert`; `pool_min` and `pool_max`, the connections for queries, besides
 * which a process has up to seven others; `connect_timeout` (10), the seconds to wait for one;
 * `retries` (3) and `retry_ms` (1000), how often and after how long repeatable work is tried again
 * when the server is lost, each time after twice as long. Other machines are reached through TLS
 * unless it says otherwise.
 *
 * @throws {RestaurantError} INVALID_INPUT naming the problem and never the address itself, which
 * contains a password.
 */
export function postgresAddress(text: string): PostgresAddress {
  const url = parsed(text);
  const parameters = parametersOf(url);
  const host = hostOf(url);
  const { sslrootcert } = parameters;
  const tls = tlsMode(parameters.sslmode ?? (THIS_MACHINE.includes(host) ? "disable" : "require"));
  if (sslrootcert !== undefined && tls !== "verify-full") {
    throw invalid("sslrootcert proves who the server is, so it needs sslmode=verify-full.");
  }
  const password = decoded(url.password);
  return shownAs(shown(url), {
    kind: "server",
    host: host.replaceAll(/[[\]]/g, ""),
    port: Number(url.port || DEFAULT_PORT),
    user: required(decoded(url.username), "the user"),
    password: () => password,
    database: required(decoded(url.pathname.slice(1)), "the database"),
    tls,
    rootCertificate: sslrootcert,
    connections: connectionsOf(parameters),
    recovery: recoveryOf(parameters),
  });
}

function shown({ username, hostname, port, pathname }: URL): string {
  return `postgres://${username}@${hostname}:${port || DEFAULT_PORT}${pathname}`;
}

function hostOf({ hostname }: URL): string {
  if (/^(?:[\w.-]+|\[[\da-f:.]+\])$/i.test(required(hostname, "the host"))) return hostname;
  throw invalid("It names one host, or the address that leads to whichever serves at the time.");
}

type Parameters = Readonly<Partial<Record<string, string>>>;

function parsed(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw invalid("It cannot be read; characters such as @ : / ? # in a password are written %40.");
  }
}

function parametersOf({ searchParams }: URL): Parameters {
  const unknown = [...searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown === undefined) return Object.fromEntries(searchParams);
  throw invalid(`It has a parameter '${unknown.slice(0, 40)}'; known: ${PARAMETERS.join(", ")}.`);
}

function tlsMode(wanted: string): PostgresAddress["tls"] {
  const found = TLS_MODES.find((mode) => mode === wanted);
  if (found !== undefined) return found;
  throw invalid(`sslmode is ${TLS_MODES.join(", ")}, as others leave it to the server.`);
}

function connectionsOf(
  { pool_min = "5", pool_max = "20", connect_timeout = "10" }: Parameters,
): PostgresAddress["connections"] {
  const [min, max, seconds] = [Number(pool_min), Number(pool_max), Number(connect_timeout)];
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MOST_SECONDS) {
    throw invalid(`connect_timeout is a whole number of seconds, from 1 to ${MOST_SECONDS}.`);
  }
  const isSound = Number.isInteger(min) && Number.isInteger(max) && min >= 0 && min <= max &&
    max >= FEWEST_CONNECTIONS && max <= MOST_CONNECTIONS;
  if (isSound) return { min, max, seconds };
  throw invalid(
    `pool_min and pool_max are whole numbers, pool_max from ${FEWEST_CONNECTIONS} to ` +
      `${MOST_CONNECTIONS} and not below pool_min.`,
  );
}

function recoveryOf({ retries = "3", retry_ms = "1000" }: Parameters) {
  const [times, pauseMs] = [Number(retries), Number(retry_ms)];
  const isSound = Number.isInteger(times) && times >= 0 && times <= MOST_RETRIES &&
    Number.isInteger(pauseMs) && pauseMs >= 1 && pauseMs <= LONGEST_PAUSE_MS;
  if (isSound) return { retries: times, pauseMs };
  throw invalid(
    `retries is a whole number from 0 to ${MOST_RETRIES}, retry_ms one from 1 to ` +
      `${LONGEST_PAUSE_MS}.`,
  );
}

function required(part: string, name: string): string {
  if (part !== "") return part;
  throw invalid(`It does not name ${name}.`);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid("It has a % that is not followed by two digits; a % itself is written %25.");
  }
}

function invalid(problem: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `The PostgreSQL address: ${problem}`, {
    hint: "Write postgres://user:password@host:5432/database in DATABASE_URL.",
  });
}
