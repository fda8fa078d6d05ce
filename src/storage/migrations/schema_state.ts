import { RestaurantError } from "../../values/errors.ts";
import { MIGRATION_NAMES } from "./migrate.ts";
import { HALF_MOVED } from "../user_error.ts";
import { sourceOfMove } from "./unfinished_transfer.ts";

/** How far the schema of a database is. */
export interface SchemaState {
  /** Migrations that it went through, oldest first; none where another program made it. */
  readonly applied: readonly string[];
  /** Those still to be applied. */
  readonly missing: readonly string[];
  /** Those that only a newer version of this program knows. */
  readonly unknown: readonly string[];
}

/** The state of a schema that went through some migrations. */
export function schemaState(applied: readonly string[]): SchemaState {
  return {
    applied,
    missing: MIGRATION_NAMES.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !MIGRATION_NAMES.includes(name)),
  };
}

/**
 * Asserts that a database is one of this program and of this version.
 *
 * @throws {RestaurantError} INVALID_INPUT if another program or a newer version made it, CONFLICT
 * if it is of an older version and was not opened since.
 */
export function assertCurrent({ applied, missing, unknown }: SchemaState): void {
  assertOurs({ applied, unknown });
  if (missing.length === 0) return;
  throw new RestaurantError("CONFLICT", "The database was written by an older version.", {
    hint: "Bring it up to date by starting the server, or with `restaurant-mcp location`.",
  });
}

/**
 * Asserts that a database is one of this program, of this version or an older one.
 *
 * @throws {RestaurantError} INVALID_INPUT if another program or a newer version made it, CONFLICT
 * if it is incomplete.
 */
export function assertOurs({ applied, unknown }: Pick<SchemaState, "applied" | "unknown">): void {
  if (applied.length === 0) {
    throw new RestaurantError("INVALID_INPUT", "This is not a restaurant-mcp database.", {
      hint: "Check the path or address; an import creates a database.",
    });
  }
  if (unknown.length === 0) return;
  if (sourceOfMove(unknown) !== undefined) {
    const { code, message, details } = HALF_MOVED;
    throw new RestaurantError(code, message, details);
  }
  throw new RestaurantError("INVALID_INPUT", "The database was written by a newer version.", {
    hint: "Update this program.",
  });
}
