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

/** The purpose and limits of a pool's connections. */
export interface PoolUse {
  readonly min: number;
  readonly max: number;
  /** Whether the server refuses every change through them. */
  readonly readOnly?: boolean;
  /** Whether statements have no time limit. */
  readonly patient?: boolean;
  /**
   * Whether the server plans each statement once per connection, rather than for its parameters.
   */
  readonly isPrepared?: boolean;
  /** Whether a statement may be sent before the answer to an earlier one has come. */
  readonly isPipelined?: boolean;
  /** Milliseconds for everything: to get a connection, and for a statement. */
  readonly patienceMs?: number;
  /** Called with how long each request waited for a connection, until it had one or gave up. */
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

/** What is asked of the server on a new connection. */
interface Backend {
  /** Whether the server is a standby. */
  readonly isCopy: boolean;
  readonly id: number;
}

/** The idle time after which a connection is closed, if there are more than `min`. */
const IDLE_MS = 30_000;
/** Longer than a call may take; a longer statement has no caller. */
const STATEMENT_MS = 30_000;
/** A server that is silent for this long after that is considered lost. */
const SILENCE_MS = 5000;
/** Waiting for what another transaction holds, such as the stock of a busy kitchen. */
const LOCK_MS = 15_000;
/** A transaction that stays idle belongs to a program that hangs. */
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
    // An error on a connection in use also fails its query; without a listener it would end the
    // process.
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

/** Runs one statement whose rows nobody needs, through a connection of a pool. */
export async function runOnce(
  pool: PostgresPool,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(text, parameters);
  } finally {
    client.release();
  }
}

/** A standby stops being one when it is promoted; a primary never becomes one while running. */
async function backendOf(client: pg.PoolClient): Promise<Backend> {
  const { rows: [backend] } = await client.query<Backend>(
    `select pg_is_in_recovery() as "isCopy", pg_backend_pid() as "id"`,
  );
  if (backend === undefined) throw new Error("A server did not say who it is");
  return backend;
}

function poolConfig(
  address: PostgresAddress,
  { min, max, readOnly = false, patient = false, patienceMs, isPipelined = false }: PoolUse,
): pg.PoolConfig {
  const statementMs = patienceMs ?? STATEMENT_MS;
  return {
    ...clientConfig(address, { readOnly }),
    pipeline: isPipelined,
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
 * The settings of every connection. Each value is given explicitly, because the driver reads
 * missing ones from the environment, which it has no permission to do.
 */
export function clientConfig(
  { host, port, user, password, database, ...rest }: PostgresAddress,
  { readOnly }: Required<Pick<PoolUse, "readOnly">>,
): pg.ClientConfig {
  return {
    host,
    port,
    user,
    // Passed even if empty: otherwise the driver looks for it elsewhere.
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
