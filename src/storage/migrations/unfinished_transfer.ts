import { type Kysely, sql } from "kysely";
import { RestaurantError } from "../../values/errors.ts";
import type { Schema } from "../schema/schema.ts";

/**
 * A migration recorded in a database that is being filled from another one. No version of this
 * program knows it, so none serves incomplete data.
 */
const PREFIX = "unfinished move of ";

/** The source of an unfinished transfer, as given to `beginMove`; undefined if there is none. */
export function sourceOfMove(migrations: readonly string[]): string | undefined {
  return migrations.find((name) => name.startsWith(PREFIX))?.slice(PREFIX.length);
}

/**
 * Notes in an empty database that it is being filled from a source.
 *
 * @throws {RestaurantError} CONFLICT where another move of the same source noted it just before.
 */
export async function beginMove(database: Kysely<Schema>, source: string): Promise<void> {
  const note = sql`
    insert into kysely_migration (name, timestamp) values (${PREFIX + source}, ${source})
  `;
  await filledAlone(note.execute(database));
}

/** The same work; an existing row means that another transfer has begun since. */
export async function filledAlone<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const isTaken = error instanceof Error && /duplicate key|UNIQUE constraint/.test(error.message);
    throw isTaken ? filledByAnother(error) : error;
  }
}

function filledByAnother(cause: Error): RestaurantError {
  return new RestaurantError("CONFLICT", "Another transfer is writing to this database.", {
    hint: "Wait for it to finish; if it was interrupted, run it again on its own.",
  }, { cause });
}

/** Notes that everything has come: from now on it can be served from. */
export async function finishMove(database: Kysely<Schema>, source: string): Promise<void> {
  await sql`delete from kysely_migration where name = ${PREFIX + source}`.execute(database);
}
