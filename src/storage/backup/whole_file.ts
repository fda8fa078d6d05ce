import { DatabaseSync } from "node:sqlite";
import { RestaurantError } from "../../values/errors.ts";
import { fileAddress } from "../address/database_address.ts";
import type { SchemaState } from "../migrations/schema_state.ts";
import { openSnapshot } from "./snapshot.ts";
import { isLocked } from "../user_error.ts";

/**
 * Merges a database and its log into one file, which is then complete and readable in a read-only
 * place.
 *
 * @returns Whether it succeeded: not if another process has it open.
 */
export function makeWhole(path: string): boolean {
  const database = new DatabaseSync(path);
  try {
    database.exec("pragma busy_timeout = 0");
    database.exec("pragma journal_mode = delete");
    return true;
  } catch (error) {
    if (isLocked(error)) return false;
    throw error;
  } finally {
    database.close();
  }
}

const HEADER = new TextEncoder().encode("SQLite format 3\0");

/** Whether a file starts like a database. */
export async function isDatabase(path: string): Promise<boolean> {
  using file = await Deno.open(path);
  const start = new Uint8Array(HEADER.length);
  return await file.read(start) === HEADER.length && HEADER.every((byte, at) => byte === start[at]);
}

/**
 * Checks everything that is stored, and gives the state of its schema.
 *
 * @throws {RestaurantError} SERVICE_UNAVAILABLE naming what is damaged.
 */
export async function assertSound(path: string): Promise<SchemaState> {
  await using snapshot = await openSnapshot(fileAddress(path));
  const [first, ...others] = await snapshot.complaints("full");
  if (first === undefined) return snapshot.schema;
  throw new RestaurantError(
    "SERVICE_UNAVAILABLE",
    `The database is damaged: ${first}${others.length > 0 ? `, and ${others.length} more` : ""}.`,
    { hint: "Restore a backup: `restaurant-mcp restore <backup> --replace`." },
  );
}
