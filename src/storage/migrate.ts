import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { foundation } from "./migrations/0001_foundation.ts";
import { floor } from "./migrations/0002_floor.ts";
import { security } from "./migrations/0003_security.ts";
import type { Schema } from "./schema.ts";

/** Every migration, oldest first. A list, not a folder scan, so that it works in the binary. */
const MIGRATIONS: Record<string, Migration> = {
  "0001_foundation": foundation,
  "0002_floor": floor,
  "0003_security": security,
};

/** Their names, oldest first. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS);

/** Runs work in one transaction, on engines where Kysely's migrator does not do it by itself. */
export type Atomically = (work: () => Promise<void>) => Promise<void>;

/** Brings the schema to the newest version; only reads where it is there already. */
export async function migrate(database: Kysely<Schema>, atomically: Atomically): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const migrateToLatest = async () => {
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  };
  const migrations = await migrator.getMigrations();
  const upToDate = migrations.every(({ executedAt }) => executedAt !== undefined);
  await (upToDate ? migrateToLatest() : atomically(migrateToLatest));
}
