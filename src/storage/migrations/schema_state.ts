import { RestaurantError } from "../../values/errors.ts";
import { MIGRATION_NAMES } from "./migrate.ts";
import { HALF_MOVED } from "../user_error.ts";
import { isOwn, notOwn, occupantOf } from "./own_database.ts";
import { sourceOfMove } from "./unfinished_transfer.ts";

/** How far the schema of a database is. */
export interface SchemaState {
  /** Migrations that it went through, oldest first. */
  readonly applied: readonly string[];
  /** Those still to be applied. */
  readonly missing: readonly string[];
  /** Those that only a newer version of this program knows. */
  readonly unknown: readonly string[];
  /** What another program has in it that keeps this one out. */
  readonly occupant?: string;
}

/**
 * The state of a schema that went through some migrations.
 *
 * @param taken The tables that may only be there if this program made them.
 */
export function schemaState(
  applied: readonly string[],
  taken: readonly string[] = [],
): SchemaState {
  const foreign = occupantOf(taken, applied);
  return {
    applied,
    missing: MIGRATION_NAMES.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !MIGRATION_NAMES.includes(name)),
    ...(foreign !== undefined && { occupant: foreign }),
  };
}

/**
 * Asserts that a database is one of this program and of this version.
 *
 * @param where Its path, or its address without the password.
 * @throws {RestaurantError} INVALID_INPUT if another program or a newer version made it, CONFLICT
 * if it is of an older version and was not opened since.
 */
export function assertCurrent(schema: SchemaState, where: string): void {
  assertOurs(schema, where);
  if (schema.missing.length === 0) return;
  throw new RestaurantError("CONFLICT", "The database was written by an older version.", {
    hint: "Bring it up to date by starting the server, or with `restaurant-mcp location`.",
  });
}

/**
 * Asserts that a database is one of this program, of this version or an older one.
 *
 * @param where Its path, or its address without the password.
 * @throws {RestaurantError} INVALID_INPUT if another program or a newer version made it, CONFLICT
 * if it is incomplete.
 */
export function assertOurs({ applied, unknown, occupant }: SchemaState, where: string): void {
  if (!isOwn(applied)) throw notOwn(where, occupant);
  if (unknown.length === 0) return;
  if (sourceOfMove(unknown) !== undefined) {
    const { code, message, details } = HALF_MOVED;
    throw new RestaurantError(code, message, details);
  }
  throw new RestaurantError("INVALID_INPUT", "The database was written by a newer version.", {
    hint: "Update this program.",
  });
}
