import { RestaurantError } from "../values/errors.ts";
import type { Database } from "./database.ts";

/** What is written to a damaged file may be lost, or damage more of it. */
export const DAMAGED = {
  message: "The database file is damaged; nothing was written.",
  hint: "Stop this program and restore a backup: `restaurant-mcp restore <backup> --replace`.",
} as const;

/**
 * A database that writes nothing while its file is known to be damaged.
 *
 * @throws {RestaurantError} SERVICE_UNAVAILABLE from each write then.
 */
export function refusingDamaged(
  database: Database,
  pages: { readonly isDamaged: boolean },
): Database {
  const assertSound = () => {
    if (!pages.isDamaged) return;
    throw new RestaurantError("SERVICE_UNAVAILABLE", DAMAGED.message, { hint: DAMAGED.hint });
  };
  const refusing = (write: Database["write"]): Database["write"] => async (work) => {
    assertSound();
    return await write(work);
  };
  return {
    ...database,
    write: refusing(database.write),
    writeTogether: refusing(database.writeTogether),
    writeSliced: async (work, signal) => {
      assertSound();
      return await database.writeSliced(work, signal);
    },
  };
}
