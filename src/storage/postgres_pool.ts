// @deno-types="@types/pg"
import pg from "pg";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import type { PostgresAddress } from "../values/postgres_address.ts";
import { inPlainWords } from "./postgres_errors.ts";
import { parserOf } from "./postgres_types.ts";

/** What the connections of a pool are for, and how many there may be. */
export interface PoolUse {
  readonly min: number;
  readonly max: number;
  /** Whether the server refuses every change that is tried through them. */
  readonly readOnly?: boolean;
  /** Whether a statement may take as long as it needs. */
  readonly patient?: boolean;
}

/** A connection that nobody used for so long is closed, as far as there are more than `min`. */
const IDLE_MS = 30_000;
/** Longer than a call may take; what runs on after that helps nobody. */
const STATEMENT_MS = 30_000;
/** Waiting for what another transaction holds, such as the stock of a busy kitchen. */
const LOCK_MS = 15_000;
/** A transaction in which nothing happens belongs to a program that hangs. */
const IDLE_TRANSACTION_MS = 60_000;
const KEEP_ALIVE_MS = 10_000;

/**
 * Connections to a PostgreSQL server, opened when they are needed. Everything that is asked of the
 * server passes here: its errors leave with words for people.
 */
export function openPool(address: PostgresAddress, use: PoolUse): PostgresPool {
  const pool = new pg.Pool(poolConfig(address, use));
  // A connection that breaks while nobody uses it is replaced when somebody needs one; where it
  // breaks in use, whoever uses it hears of it.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return {
    connect: async () => {
      try {
        return spoken(await pool.connect());
      } catch (error) {
        throw inPlainWords(error);
      }
    },
    end: () => pool.end(),
    options: {},
  };
}

/**
 * Each value is given, as the driver looks for those that are not in the environment, which is not
 * its to read.
 */
function poolConfig(
  { host, port, user, password, database, connections, ...address }: PostgresAddress,
  { min, max, readOnly = false, patient = false }: PoolUse,
): pg.PoolConfig {
  return {
    host,
    port,
    user,
    // Even an empty one is asked for here only.
    password: () => password,
    database,
    ssl: tlsOptions(address),
    sslnegotiation: "postgres",
    application_name: "restaurant-mcp",
    client_encoding: "UTF8",
    options: `-c default_transaction_read_only=${readOnly ? "on" : "off"}`,
    types: { getTypeParser },
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    min,
    max,
    connectionTimeoutMillis: connections.seconds * 1000,
    idleTimeoutMillis: IDLE_MS,
    ...(!patient && {
      statement_timeout: STATEMENT_MS,
      lock_timeout: LOCK_MS,
      idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    }),
  };
}

const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: "text" | "binary") =>
  parserOf(type) ?? pg.types.getTypeParser(type, format);

function tlsOptions({ tls, rootCertificate }: Pick<PostgresAddress, "tls" | "rootCertificate">) {
  if (tls === "disable") return false;
  if (tls === "require") return { rejectUnauthorized: false };
  return rootCertificate === undefined ? true : { ca: Deno.readTextFileSync(rootCertificate) };
}

/** A connection whose errors have words for people. */
function spoken(client: pg.PoolClient): PostgresPoolClient {
  const query = async (text: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(text, [...parameters]);
    } catch (error) {
      throw inPlainWords(error);
    }
  };
  return {
    // Its other form is for cursors, of which there are none here.
    query: query as unknown as PostgresPoolClient["query"],
    release: (broken) => client.release(broken),
  };
}
