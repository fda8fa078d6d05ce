import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { foundation } from "./migrations/0001_foundation.ts";
import type { Schema } from "./schema.ts";

/** Every migration, oldest first. A list, not a folder scan, so that it works in the binary. */
const MIGRATIONS: Record<string, Migration> = {
  "0001_foundation": foundation,
};

/** Brings the schema to the newest version; does nothing where it is there already. */
export async function migrate(database: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
