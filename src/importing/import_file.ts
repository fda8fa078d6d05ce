import type { Database, Slices, Writer } from "../storage/database.ts";
import type { ImportSource } from "./file/source.ts";
import { bytesReader, type ImportHooks } from "./hooks.ts";
import type { ImportOptions } from "./options.ts";
import { readBatches, surveyFile } from "./read_file.ts";
import { beginImport, type RunningImport } from "./running_import.ts";
import type { ImportSummary } from "./summary.ts";
import type { Survey } from "./survey.ts";
import { type LastPiece, writeOrTakeBack } from "./undo/write_or_take_back.ts";
import { unpack } from "./unpack.ts";

/** Rows of one slice: a tenth of a second, in which no one else writes to a file. */
const BATCH_SIZE = 4000;

/**
 * Imports one file of any kind, all of it or, when it fails, nothing. The file is read twice: once
 * to understand it, once to take it in. Rows that cannot be understood are left out and counted;
 * rows that were imported before are recognised.
 *
 * @throws {RestaurantError} when the file as a whole cannot be imported.
 */
export async function importFile(
  database: Pick<Database, "writeSliced">,
  packed: ImportSource,
  options: ImportOptions,
  hooks: ImportHooks = {},
): Promise<ImportSummary> {
  const source = await unpack(packed, options);
  const survey = await surveyFile(source, options, bytesReader("reading", source, hooks));
  return await writeOrTakeBack(
    database,
    { dryRun: options.dryRun ?? false, ...(hooks.signal && { signal: hooks.signal }) },
    (slices) => writeFile(slices, source, survey, options, hooks),
  );
}

/** Takes a surveyed file in up to its last batch, and gives what takes that and ends the import. */
async function writeFile(
  { slice, areOne }: Slices,
  source: ImportSource,
  survey: Survey,
  options: ImportOptions,
  hooks: ImportHooks,
): Promise<LastPiece<ImportSummary>> {
  const { sliced = false } = survey.layout.kind;
  const size = hooks.batchSize ?? BATCH_SIZE;
  const batches = readBatches(source, survey, size, bytesReader("writing", source, hooks));
  let running: RunningImport | undefined;
  const continued = async (writer: Writer, hides: boolean) => {
    running ??= await beginImport(writer, source.name, survey, options, hooks, hides);
    running.continueIn(writer, hides);
    return running;
  };
  // The next batch is read before the transaction of this one, so that no one waits for it.
  let [batch, next] = [await batches.next(), await batches.next()];
  while (sliced && batch.done !== true && next.done !== true) {
    const records = batch.value;
    await slice(async (writer) => await (await continued(writer, !areOne)).take(records));
    [batch, next] = [next, await batches.next()];
  }
  return async (writer) => {
    const { take, end } = await continued(writer, false);
    for (; batch.done !== true; [batch, next] = [next, await batches.next()]) {
      await take(batch.value);
    }
    return await end();
  };
}
