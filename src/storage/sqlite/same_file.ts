import { RestaurantError } from "../../values/errors.ts";

/**
 * Remembers which file is at a path, by device and inode, and gives a check that it still is. SQLite
 * goes on with a file that was deleted or replaced, and what it writes there is gone at the next
 * start. One look takes a few microseconds.
 *
 * @returns throws {RestaurantError} SERVICE_UNAVAILABLE once another file, or none, is there.
 */
export function sameFile(path: string): () => void {
  const opened = identityOf(path);
  return () => {
    const now = identityOf(path);
    if (now !== undefined && now === opened) return;
    throw new RestaurantError(
      "SERVICE_UNAVAILABLE",
      `The database file was ${now === undefined ? "removed" : "replaced"} while it was in use; ` +
        "nothing was written.",
      { hint: "Stop this program, put the file back or restore a backup, and start it again." },
    );
  };
}

/** Undefined if there is no file. On a system without inodes, every file is the same. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = Deno.statSync(path);
    return `${dev} ${ino}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
