import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { foundation } from "./list/0001_foundation.ts";
import { floor } from "./list/0002_floor.ts";
import { security } from "./list/0003_security.ts";
import { replicas } from "./list/0004_replicas.ts";
import { clientSessions } from "./list/0005_client_sessions.ts";
import { kitchen } from "./list/0006_kitchen.ts";
import { planning } from "./list/0007_planning.ts";
import { monthlyRollups } from "./list/0008_monthly_rollups.ts";
import { leanLedger } from "./list/0009_lean_ledger.ts";
import { feedback } from "./list/0010_feedback.ts";
import { importCoverage } from "./list/0011_import_coverage.ts";
import { sessionsInAFile } from "./list/0012_sessions_in_a_file.ts";
import { keptDetails } from "./list/0013_kept_details.ts";
import { importJournal } from "./list/0014_import_journal.ts";
import { taxInPrices } from "./list/0015_tax_in_prices.ts";
import { orderTexts } from "./list/0016_order_texts.ts";
import { auditCheckpoints } from "./list/0017_audit_checkpoints.ts";
import { giftCardsOfOrders } from "./list/0018_gift_cards_of_orders.ts";
import { secrets } from "./list/0019_secrets.ts";
import { menuItemVariations } from "./list/0020_menu_item_variations.ts";
import { accentsInFeedback } from "./list/0021_accents_in_feedback.ts";
import { similarCalls } from "./list/0022_similar_calls.ts";
import { portionsOfVariations } from "./list/0023_portions_of_variations.ts";
import { unpublishedRows } from "./list/0024_unpublished_rows.ts";
import { refundsByDate } from "./list/0025_refunds_by_date.ts";
import { fewerOrderIndexes } from "./list/0026_fewer_order_indexes.ts";
import { levelsOfCounts } from "./list/0027_levels_of_counts.ts";
import { numbersOfLocations } from "./list/0028_numbers_of_locations.ts";
import { chainsOfLocations } from "./list/0029_chains_of_locations.ts";
import { undoneCounts } from "./list/0030_undone_counts.ts";
import { recordedRemovals } from "./list/0031_recorded_removals.ts";
import { keysOfLocations } from "./list/0032_keys_of_locations.ts";
import { feedbackOfSources } from "./list/0033_feedback_of_sources.ts";
import { RestaurantError } from "../../values/errors.ts";
import { engineOf } from "../engine.ts";
import type { Schema } from "../schema/schema.ts";

/** Every migration, oldest first. A list, not a folder scan, so that it works in the binary. */
const MIGRATIONS: Record<string, Migration> = {
  "0001_foundation": foundation,
  "0002_floor": floor,
  "0003_security": security,
  "0004_replicas": replicas,
  "0005_client_sessions": clientSessions,
  "0006_kitchen": kitchen,
  "0007_planning": planning,
  "0008_monthly_rollups": monthlyRollups,
  "0009_lean_ledger": leanLedger,
  "0010_feedback": feedback,
  "0011_import_coverage": importCoverage,
  "0012_sessions_in_a_file": sessionsInAFile,
  "0013_kept_details": keptDetails,
  "0014_import_journal": importJournal,
  "0015_tax_in_prices": taxInPrices,
  "0016_order_texts": orderTexts,
  "0017_audit_checkpoints": auditCheckpoints,
  "0018_gift_cards_of_orders": giftCardsOfOrders,
  "0019_secrets": secrets,
  "0020_menu_item_variations": menuItemVariations,
  "0021_accents_in_feedback": accentsInFeedback,
  "0022_similar_calls": similarCalls,
  "0023_portions_of_variations": portionsOfVariations,
  "0024_unpublished_rows": unpublishedRows,
  "0025_refunds_by_date": refundsByDate,
  "0026_fewer_order_indexes": fewerOrderIndexes,
  "0027_levels_of_counts": levelsOfCounts,
  "0028_numbers_of_locations": numbersOfLocations,
  "0029_chains_of_locations": chainsOfLocations,
  "0030_undone_counts": undoneCounts,
  "0031_recorded_removals": recordedRemovals,
  "0032_keys_of_locations": keysOfLocations,
  "0033_feedback_of_sources": feedbackOfSources,
};

/** Their names, oldest first. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS);

/**
 * Called before each migration of a database that is older: one can take minutes.
 *
 * @param step Such as `step 2 of 3 (0032_keys_of_locations)`.
 */
export type OnMigration = (step: string) => void;

/** Brings the schema to the newest version. */
export async function migrate(
  database: Kysely<Schema>,
  onMigration: OnMigration = () => {},
): Promise<void> {
  if (engineOf(database) === "sqlite") {
    const { isNew, makeNewest } = await import("./new_sqlite.ts");
    if (await isNew(database)) return await makeNewest(database, MIGRATION_NAMES);
  }
  const made = await madeMigrations(database);
  if (made.length === 0) return await migrateOneByOne(database);
  const missing = MIGRATION_NAMES.filter((name) => !made.includes(name));
  await migrateOneByOne(database, {
    onBegun: (name) =>
      onMigration(`step ${missing.indexOf(name) + 1} of ${missing.length} (${name})`),
  });
}

/** Which migrations are made, and who hears of each. */
interface OneByOne {
  /** Name of the last one to make; all of them when left out. */
  readonly last?: string;
  readonly onBegun?: (name: string) => void;
}

/** Makes the migrations that a database still lacks, oldest first. */
export async function migrateOneByOne(
  database: Kysely<Schema>,
  { last, onBegun = () => {} }: OneByOne = {},
): Promise<void> {
  const migrations = Object.entries(MIGRATIONS).map(([name, { up }]): [string, Migration] => [
    name,
    {
      up(within) {
        onBegun(name);
        return up(within);
      },
    },
  ]);
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(Object.fromEntries(migrations)) },
  });
  const { error } = last === undefined
    ? await migrator.migrateToLatest()
    : await migrator.migrateTo(last);
  if (error !== undefined) throw error;
}

/** Whether every migration was applied, and none that this version does not know. */
export async function isUpToDate(database: Kysely<Schema>): Promise<boolean> {
  const made = await madeMigrations(database);
  const known = Object.keys(MIGRATIONS);
  return made.length === known.length && known.every((name) => made.includes(name));
}

/** The names of the migrations that a database went through; none before the first one. */
export async function madeMigrations(database: Kysely<Schema>): Promise<string[]> {
  try {
    // Another program's table of this name may have no names.
    const { rows } = await sql<{ name?: string }>`select * from kysely_migration`.execute(database);
    return rows.map(({ name }) => String(name));
  } catch (error) {
    // The table does not exist yet. Any other error without a message for users will recur.
    if (!(error instanceof RestaurantError)) return [];
    throw error;
  }
}
