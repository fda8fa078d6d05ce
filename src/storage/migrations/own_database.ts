import { RestaurantError } from "../../values/errors.ts";
import { MIGRATION_NAMES } from "./migrate.ts";

/**
 * Whether a database is of this program, of whatever version: it went through one of its migrations.
 * Another program may use Kysely, too, and have migrations of its own.
 */
export function isOwn(applied: readonly string[]): boolean {
  return applied.some((name) => MIGRATION_NAMES.includes(name));
}

/**
 * What another program has in a database that keeps this one out: undefined if it is of this program
 * or can become so.
 *
 * @param taken The tables that may only be there if this program made them.
 * @param applied The names in the table of Kysely's migrations.
 */
export function occupantOf(
  taken: readonly string[],
  applied: readonly string[],
): string | undefined {
  if (isOwn(applied)) return undefined;
  return taken[0] ?? (applied.length > 0 ? "kysely_migration" : undefined);
}

/**
 * The error for a database that this program did not make.
 *
 * @param where Its path, or its address without the password.
 * @param occupant What another program has in it; undefined if it is empty.
 */
export function notOwn(where: string, occupant: string | undefined): RestaurantError {
  const message = `'${where}' is not a restaurant-mcp database`;
  if (occupant === undefined) {
    return new RestaurantError("INVALID_INPUT", `${message}.`, {
      hint: "Check the path or address; an import creates a database.",
    });
  }
  return new RestaurantError(
    "INVALID_INPUT",
    `${message}: another program has '${occupant}' in it.`,
    {
      hint: "Name a database for this program alone with --database or DATABASE_URL. A file that " +
        "does not exist is created; on PostgreSQL, `create database` makes one.",
    },
  );
}
