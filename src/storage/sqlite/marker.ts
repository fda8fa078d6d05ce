import { RestaurantError } from "../../values/errors.ts";

/** The file that says that there is, or was, a database beside it. */
function markerOf(path: string): string {
  return `${path}.marker`;
}

/**
 * A database that was lost is not replaced by an empty one: that would take orders as if nothing had
 * happened, and have no tokens, so that everyone on this machine were its administrator.
 *
 * @throws {RestaurantError} NOT_FOUND if there is no database at a path, or an empty file, and there
 * was one before.
 */
export function assertNotLost(path: string): void {
  const size = sizeOf(path);
  if (size !== undefined && size > 0) return;
  const left = [markerOf(path), `${path}-wal`].find((beside) => sizeOf(beside) !== undefined);
  if (left === undefined) return;
  const what = size === undefined ? "is gone" : "is an empty file";
  throw new RestaurantError("NOT_FOUND", `The database '${path}' ${what}, and was one before.`, {
    hint: "Put it back, or restore a backup: restaurant-mcp restore <backup>. To begin with an " +
      `empty database, delete '${left}'.`,
  });
}

/** Leaves the marker beside a database. If it cannot be written, the database works without it. */
export function leaveMarker(path: string): void {
  const marker = markerOf(path);
  if (sizeOf(marker) !== undefined) return;
  const text =
    "The database beside this file is in use. If it is missing, restaurant-mcp does not " +
    "start with an empty one.\nDelete this file to begin anew.\n";
  try {
    Deno.writeTextFileSync(marker, text, { mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}

function sizeOf(path: string): number | undefined {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
