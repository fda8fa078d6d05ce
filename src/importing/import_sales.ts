import { readLocations } from "../locations/location.ts";
import { menuItemIds } from "../menu/menu_items.ts";
import type { Database, Writer } from "../storage/database.ts";
import { freshIds } from "../storage/ids.ts";
import { type Clock, nowText, systemClock } from "../values/clock.ts";
import type { CsvRecord } from "./csv.ts";
import { linkRefunds } from "./link_refunds.ts";
import type { SalesImportOptions } from "./options.ts";
import { type ImportPlan, planImport } from "./plan.ts";
import { keepProblems, type QuarantinedRow } from "./quarantine.ts";
import { readRow } from "./read_row.ts";
import type { SalesRow } from "./sales_row.ts";
import type { ImportSource } from "./source.ts";
import { type ImportSummary, summarise } from "./summary.ts";
import { readRecords, type Survey, surveyFile } from "./survey.ts";
import { countProblem, countRow, countSkipped, newTally, type Tally } from "./tally.ts";
import { writeRows, type Writing } from "./write_rows.ts";

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
  let summary: ImportSummary | undefined;
  try {
    return await database.write(async (writer) => {
      summary = await writeFile(writer, source, survey, options, hooks);
      if (options.dryRun) throw new DryRunDone();
      return summary;
    });
  } catch (error) {
    if (error instanceof DryRunDone && summary !== undefined) return summary;
    throw error;
  }
}

/** Ends the transaction of a dry run, which takes everything back. */
class DryRunDone extends Error {}

async function writeFile(
  writer: Writer,
  source: ImportSource,
  survey: Survey,
  options: SalesImportOptions,
  hooks: ImportHooks,
): Promise<ImportSummary> {
  const stored = await readLocations(writer);
  const plan = planImport(survey, stored, options);
  const [importId = ""] = await freshIds(writer, "imports", 1);
  const writing: Writing = {
    writer,
    format: plan.layout.format,
    importId,
    at: nowText(hooks.clock ?? systemClock),
    menuItems: await menuItemIds(writer),
    locations: new Set(stored.map(({ id }) => id)),
  };
  const menuItemsBefore = writing.menuItems.size;
  const tally = newTally();
  const batches = readBatches(source, survey, hooks);
  for await (const records of batches) await writeRecords(writing, plan, records, tally);
  const locations = [...tally.places.keys()].map(({ id }) => id);
  await linkRefunds(writer, { source: writing.format.source, locations }, writing.at);
  await keepImport(writing, source, tally);
  return summarise(tally, {
    file: source.name,
    dryRun: options.dryRun ?? false,
    encoding: survey.encoding,
    plan,
    menuItemsAdded: writing.menuItems.size - menuItemsBefore,
  });
}

/** The records of a file without its header, in batches. */
async function* readBatches(
  source: ImportSource,
  { encoding }: Survey,
  hooks: ImportHooks,
): AsyncGenerator<readonly CsvRecord[]> {
  const { batchSize = BATCH_SIZE } = hooks;
  let batch: CsvRecord[] = [];
  let header = 1;
  for await (
    const records of readRecords(source, encoding, bytesReader("writing", source, hooks))
  ) {
    for (const record of records.slice(header)) {
      batch.push(record);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
    header = Math.max(header - records.length, 0);
  }
  if (batch.length > 0) yield batch;
}

async function writeRecords(
  writing: Writing,
  plan: ImportPlan,
  records: readonly CsvRecord[],
  tally: Tally,
): Promise<void> {
  const rows: SalesRow[] = [];
  const problems: QuarantinedRow[] = [];
  const keptBefore = tally.quarantined.rows;
  for (const record of records) {
    const reading = readRow(record, plan);
    if ("row" in reading) {
      rows.push(reading.row);
    } else if ("skipped" in reading) {
      countSkipped(tally, record.line, reading.skipped, reading.amount);
    } else {
      problems.push({ line: record.line, problem: reading.problem });
      countProblem(tally, record.line, reading.problem, reading.amount);
    }
  }
  await keepProblems(writing.writer, writing.importId, problems, keptBefore);
  const { outcomes, ordersAdded, refundsAdded } = await writeRows(writing, rows);
  for (const [row, outcome] of outcomes) countRow(tally, row, outcome);
  tally.ordersAdded += ordersAdded;
  tally.refundsAdded += refundsAdded;
}

async function keepImport(
  { writer, importId, format, at }: Writing,
  { name }: ImportSource,
  { read, taken, skipped, quarantined }: Tally,
): Promise<void> {
  await writer.insertInto("imports").values({
    id: importId,
    file_name: name,
    format: format.name,
    started_at: at,
    rows_read: read.rows,
    rows_taken: taken.rows,
    rows_skipped: skipped.rows,
    rows_quarantined: quarantined.rows,
  }).execute();
}

/** Reports progress, and stops where the import was aborted. */
function bytesReader(
  phase: ImportProgress["phase"],
  { size }: ImportSource,
  { progress, signal }: ImportHooks,
): (bytes: number) => void {
  let total = 0;
  return (bytes) => {
    signal?.throwIfAborted();
    total += bytes;
    progress?.({ phase, bytes: total, size });
  };
}
