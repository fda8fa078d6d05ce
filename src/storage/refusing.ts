import { RestaurantError } from "../values/errors.ts";
import type { Database } from "./database.ts";

const HINT = "Stop this program and restore a backup: `restaurant-mcp restore <backup> --replace`.";

/**
 * A database that writes nothing while its file is known to be damaged: that may be lost, or damage
 * more of it.
 *
 * @throws {RestaurantError} SERVICE_UNAVAILABLE from each write then.
 */
export function refusingDamaged(
  database: Database,
  pages: { readonly isDamaged: boolean },
): Database {
  const assertSound = () => {
    if (!pages.isDamaged) return;
    throw new RestaurantError(
      "SERVICE_UNAVAILABLE",
      "The database file is damaged; nothing was written.",
      { hint: HINT },
    );
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
