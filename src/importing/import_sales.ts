import type { Database } from "../storage/database.ts";
import { nowText, systemClock } from "../values/clock.ts";
import type { ImportSource } from "./file/source.ts";
import { bytesReader, type ImportHooks } from "./hooks.ts";
import type { SalesImportOptions } from "./options.ts";
import type { ImportSummary } from "./summary.ts";
import { surveyFile } from "./survey_file.ts";
import { writeFile } from "./writing/write_file.ts";
import { writeOrTakeBack } from "./writing/dry_run.ts";

const BATCH_SIZE = 4000;

/**
 * Imports the sales of one file, all of them or, when it fails, nothing. The file is read twice:
 * once to understand it, once to take it in. Rows that cannot be understood are left out and
 * counted; rows that were imported before are recognised.
 *
 * @throws {RestaurantError} when the file as a whole cannot be imported.
 */
export async function importSales(
  database: Pick<Database, "write">,
  source: ImportSource,
  options: SalesImportOptions,
  hooks: ImportHooks = {},
): Promise<ImportSummary> {
  const survey = await surveyFile(source, options, bytesReader("reading", source, hooks));
  const job = {
    source,
    survey,
    options,
    at: nowText(hooks.clock ?? systemClock),
    batchSize: hooks.batchSize ?? BATCH_SIZE,
    bytesRead: bytesReader("writing", source, hooks),
  };
  return await writeOrTakeBack(
    database,
    options.dryRun ?? false,
    (writer) => writeFile(writer, job),
  );
}
