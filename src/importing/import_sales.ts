import type { Database } from "../storage/database.ts";
import type { Clock } from "../values/clock.ts";
import { nowText, systemClock } from "../values/clock.ts";
import type { ImportSource } from "./file/source.ts";
import type { BytesRead } from "./file/text.ts";
import type { SalesImportOptions } from "./options.ts";
import type { ImportSummary } from "./summary.ts";
import { surveyFile } from "./survey_file.ts";
import { writeFile } from "./writing/write_file.ts";

/** How far an import is; each file is read twice. */
export interface ImportProgress {
  readonly phase: "reading" | "writing";
  /** Bytes read in this phase. */
  readonly bytes: number;
  readonly size: number | null;
}

/** What surrounds an import. */
export interface ImportHooks {
  readonly progress?: (progress: ImportProgress) => void;
  /** Aborting leaves nothing behind. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** Rows that are written together; tests make it small. */
  readonly batchSize?: number;
}

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
  try {
    return await database.write(async (writer) => {
      const summary = await writeFile(writer, job);
      if (options.dryRun) throw new DryRunDone(summary);
      return summary;
    });
  } catch (error) {
    if (error instanceof DryRunDone) return error.summary;
    throw error;
  }
}

/** Ends the transaction of a dry run, which takes everything back. */
class DryRunDone extends Error {
  readonly summary: ImportSummary;

  constructor(summary: ImportSummary) {
    super("dry run");
    this.summary = summary;
  }
}

/** Reports progress, and stops where the import was aborted. */
function bytesReader(
  phase: ImportProgress["phase"],
  { size }: ImportSource,
  { progress, signal }: ImportHooks,
): BytesRead {
  let total = 0;
  return (bytes) => {
    signal?.throwIfAborted();
    total += bytes;
    progress?.({ phase, bytes: total, size });
  };
}
