import { floorOptions } from "../importing/catalog/flags.ts";
import { importCatalog } from "../importing/import_catalog.ts";
import { importSales } from "../importing/import_sales.ts";
import type { ImportHooks } from "../importing/hooks.ts";
import { importKind } from "../importing/kinds.ts";
import { importOptions } from "../importing/options.ts";
import type { ImportSource } from "../importing/file/source.ts";
import type { Database } from "../storage/database.ts";
import { floorReport } from "./catalog_report.ts";
import { importReport } from "./import_report.ts";

/** One file that was imported. */
export interface Imported {
  /** What happened, for programs. */
  readonly summary: object;
  /** The same for people. */
  readonly report: string;
  /** Whether the file had rows and none of them could be read. */
  readonly nothingReadable: boolean;
}

/** How files are imported, once the flags are understood. */
export interface Importer {
  readonly dryRun: boolean;
  run(database: Database, source: ImportSource, hooks: ImportHooks): Promise<Imported>;
}

/**
 * The importer that the flags ask for.
 *
 * @throws {RestaurantError} INVALID_INPUT for faulty flags.
 */
export function importerOf(flags: Readonly<Record<string, unknown>>): Importer {
  const kind = importKind(flags.kind);
  return kind === "sales" ? salesImporter(flags) : floorImporter(kind, flags);
}

function salesImporter(flags: Readonly<Record<string, unknown>>): Importer {
  const options = importOptions(flags);
  return {
    dryRun: options.dryRun ?? false,
    async run(database, source, hooks) {
      const summary = await importSales(database, source, options, hooks);
      const { read, quarantined } = summary;
      const nothingReadable = quarantined.rows > 0 && quarantined.rows === read.rows;
      return { summary, report: importReport(summary), nothingReadable };
    },
  };
}

function floorImporter(
  kind: Parameters<typeof floorOptions>[0],
  flags: Readonly<Record<string, unknown>>,
): Importer {
  const options = { ...floorOptions(kind, flags), kind };
  return {
    dryRun: options.dryRun ?? false,
    async run(database, source, hooks) {
      const summary = await importCatalog(database, source, options, hooks);
      const nothingReadable = summary.quarantined > 0 && summary.quarantined === summary.read;
      return { summary, report: floorReport(summary), nothingReadable };
    },
  };
}
