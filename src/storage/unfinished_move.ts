import { type Kysely, sql } from "kysely";
import type { Schema } from "./schema.ts";

/**
 * Stands among the migrations of a database that is being filled from another one. No version of
 * this program knows such a migration, so none serves from half of the data.
 */
const PREFIX = "unfinished move of ";

/** The source of an unfinished move, as `beginMove` was told it; undefined where there is none. */
export function sourceOfMove(migrations: readonly string[]): string | undefined {
  return migrations.find((name) => name.startsWith(PREFIX))?.slice(PREFIX.length);
}

/** Notes in an empty database that it is being filled from a source. */
export async function beginMove(database: Kysely<Schema>, source: string): Promise<void> {
  await sql`
    insert into kysely_migration (name, timestamp) values (${PREFIX + source}, ${source})
  `.execute(database);
}

/** Notes that everything has come: from now on it can be served from. */
export async function finishMove(database: Kysely<Schema>, source: string): Promise<void> {
  await sql`delete from kysely_migration where name = ${PREFIX + source}`.execute(database);
}
