import { Kysely, PostgresAdapter, PostgresDialect, type PostgresPool } from "kysely";
import type { PostgresAddress } from "../address/postgres_address.ts";
import { openPool, type PoolUse } from "./pool.ts";
import type { Schema } from "../schema/schema.ts";

/** Connections to a PostgreSQL database, made when they are needed. */
export function connectPostgres(address: PostgresAddress, use: PoolUse): Kysely<Schema> {
  return queriesThrough(openPool(address, use));
}

/**
 * Typed queries through a pool.
 *
 * @param adapter What is kept for one, such as compiled queries, serves all that share it.
 */
export function queriesThrough(
  pool: PostgresPool,
  adapter = new PostgresAdapter(),
): Kysely<Schema> {
  const dialect = new PostgresDialect({ pool });
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => dialect.createDriver(),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createIntrospector: (open) => dialect.createIntrospector(open),
    },
  });
}
