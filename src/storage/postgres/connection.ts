import { Kysely, PostgresDialect, type PostgresPool } from "kysely";
import type { PostgresAddress } from "../address/postgres_address.ts";
import { openPool, type PoolUse } from "./pool.ts";
import type { Schema } from "../schema/schema.ts";

/** Connections to a PostgreSQL database, made when they are needed. */
export function connectPostgres(address: PostgresAddress, use: PoolUse): Kysely<Schema> {
  return queriesThrough(openPool(address, use));
}

/** Typed queries through a pool. */
export function queriesThrough(pool: PostgresPool): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}
