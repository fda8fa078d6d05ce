import { type Kysely, sql } from "kysely";
import type { PostgresAddress } from "../address/postgres_address.ts";
import { madeMigrations } from "../migrations/migrate.ts";
import { notOwn, occupantOf } from "../migrations/own_database.ts";
import { type Schema, TABLE_NAMES } from "../schema/schema.ts";

/**
 * The tables, views and so on that have names of this program's tables. Those of another program may
 * be in the same schema under other names.
 */
export async function takenIn(database: Pick<Kysely<Schema>, "getExecutor">): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = (select oid from pg_namespace where nspname = current_schema())
      and relname in (${sql.join(TABLE_NAMES)})
    order by relname
  `.execute(database);
  return rows.map(({ name }) => name);
}

/**
 * Looks whether the tables of this program are there, or can be made.
 *
 * @throws {RestaurantError} INVALID_INPUT if another program has one of its names, or migrations.
 */
export async function assertOwnSchema(
  database: Kysely<Schema>,
  address: PostgresAddress,
): Promise<void> {
  // Before the migrations: a replica that makes both now commits them together.
  const taken = await takenIn(database);
  const foreign = occupantOf(taken, await madeMigrations(database));
  if (foreign !== undefined) throw notOwn(String(address), foreign);
}
