import { openDatabase as open } from "../app/open_database.ts";
import type { DatabaseAddress } from "../storage/address/database_address.ts";
import type { Database } from "../storage/database.ts";
import { tell } from "./output.ts";

/** Opens the database of a command, which says what it waits for if that is of an older version. */
export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  return await open(address, { onMigration: (step) => tell(`Updating the database: ${step}`) });
}
