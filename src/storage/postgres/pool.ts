// @deno-types="@types/pg"
import pg from "pg";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import type { PostgresAddress } from "../address/postgres_address.ts";
import type { ConnectionFigures } from "../database.ts";
import { guarded, statementNames } from "./client.ts";
import { toUserError } from "./errors.ts";
import { parserOf } from "./types.ts";

/** The name under which a server knows connections of this program. */
export const APPLICATION = "restaurant-mcp";

/** What the connections of a pool are for, and how many there may be. */
export interface PoolUse {
  readonly min: number;
  readonly max: number;
  /** Whether the server refuses every change that is tried through them. */
  readonly readOnly?: boolean;
  /** Whether a statement may take as long as it needs. */
  readonly patient?: boolean;
  /** Whether the server plans its statements once for a connection, and not for what they ask for. */
  readonly isPrepared?: boolean;
  /** Milliseconds for everything: to get a connection, and for a statement. */
  readonly patienceMs?: number;
  /** Hears how long everything waited for a connection, until it had one or gave up. */
  onWaited?(seconds: number): void;
}

/** Connections to one server. */
export interface Pool extends PostgresPool {
  connect(): Promise<PooledClient>;
  figures(): ConnectionFigures;
}

/** A connection of a pool. */
export interface PooledClient extends PostgresPoolClient {
  /** By which the server knows the connection. */
  readonly backendId: number;
}

/** What is asked of a server when a connection to it is new. */
interface Backend {
  /** Whether the server follows another one. */
  readonly isCopy: boolean;
  readonly id: number;
}

/** A connection that nobody used for so long is closed, as far as there are more than `min`. */
const IDLE_MS = 30_000;
/** Longer than a call may take; what runs on after that helps nobody. */
const STATEMENT_MS = 30_000;
/** A server that says nothing for so long after that is not there any more. */
const SILENCE_MS = 5000;
/** Waiting for what another transaction holds, such as the stock of a busy kitchen. */
const LOCK_MS = 15_000;
/** A transaction in which nothing happens belongs to a program that hangs. */
const IDLE_TRANSACTION_MS = 60_000;
const KEEP_ALIVE_MS = 10_000;

/**
 * Connections to a PostgreSQL server, opened when they are needed. Everything that is asked of the
 * server passes here: its errors leave with words for people, and what is broken is not used again.
 * One that leads to the copy of another server is used once: the address may lead elsewhere since.
 */
export function openPool(address: PostgresAddress, use: PoolUse): Pool {
  const pool = new pg.Pool(poolConfig(address, use));
  const backends = new WeakMap<pg.PoolClient, Backend>();
  const nameOf = use.isPrepared ? statementNames() : undefined;
  // A connection that breaks while idle is replaced when one is needed.
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    // What breaks while it is used fails the query; nobody listens to this, and that is no crash.
    client.on("error", () => {});
  });

  async function waitedFor() {
    const since = performance.now();
    try {
      return await pool.connect();
    } finally {
      use.onWaited?.((performance.now() - since) / 1000);
    }
  }

  async function guardedClient() {
    const client = await waitedFor();
    try {
      const { isCopy, id } = backends.get(client) ?? await backendOf(client);
      backends.set(client, { isCopy, id });
      const usable = guarded(client, { mayWrite: !use.readOnly, isKept: !isCopy, nameOf });
      return { ...usable, backendId: id };
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  return {
    connect: async () => {
      try {
        return await guardedClient();
      } catch (error) {
        throw toUserError(error);
      }
    },
    end: () => pool.end(),
    options: {},
    figures: () => ({
      connections: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
  };
}

/** A server stops following another one when it takes over, and never begins meanwhile. */
async function backendOf(client: pg.PoolClient): Promise<Backend> {
  const { rows: [backend] } = await client.query<Backend>(
    `select pg_is_in_recovery() as "isCopy", pg_backend_pid() as "id"`,
  );
  if (backend === undefined) throw new Error("A server did not say who it is");
  return backend;
}

function poolConfig(
  address: PostgresAddress,
  { min, max, readOnly = false, patient = false, patienceMs }: PoolUse,
): pg.PoolConfig {
  const statementMs = patienceMs ?? STATEMENT_MS;
  return {
    ...clientConfig(address, { readOnly }),
    min,
    max,
    connectionTimeoutMillis: patienceMs ?? address.connections.seconds * 1000,
    idleTimeoutMillis: IDLE_MS,
    ...(!patient && {
      statement_timeout: statementMs,
      query_timeout: patienceMs ?? STATEMENT_MS + SILENCE_MS,
      lock_timeout: Math.min(LOCK_MS, statementMs),
      idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    }),
  };
}

/**
 * What every connection to a server is made with. Each value is given, as the driver looks for those
 * that are not in the environment, which is not its to read.
 */
export function clientConfig(
  { host, port, user, password, database, ...rest }: PostgresAddress,
  { readOnly }: Required<Pick<PoolUse, "readOnly">>,
): pg.ClientConfig {
  return {
    host,
    port,
    user,
    // Even an empty one is asked for here only.
    password,
    database,
    ssl: tlsOptions(rest),
    sslnegotiation: "postgres",
    application_name: APPLICATION,
    client_encoding: "UTF8",
    options: `-c default_transaction_read_only=${readOnly ? "on" : "off"}`,
    types: { getTypeParser },
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  };
}

const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: "text" | "binary") =>
  parserOf(type) ?? pg.types.getTypeParser(type, format);

function tlsOptions({ tls, rootCertificate }: Pick<PostgresAddress, "tls" | "rootCertificate">) {
  if (tls === "disable") return false;
  if (tls === "require") return { rejectUnauthorized: false };
  return rootCertificate === undefined ? true : { ca: Deno.readTextFileSync(rootCertificate) };
}
