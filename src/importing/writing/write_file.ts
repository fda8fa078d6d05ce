import { readLocations } from "../../restaurant/locations/location.ts";
import { menuItemIds } from "../../restaurant/menu/menu_items.ts";
import type { Writer } from "../../storage/database.ts";
import { freshIds } from "../../storage/ids.ts";
import type { CsvRecord } from "../file/csv.ts";
import type { ImportSource } from "../file/source.ts";
import type { BytesRead } from "../file/text.ts";
import type { SalesImportOptions } from "../options.ts";
import { planImport } from "../plan.ts";
import { type Reading, rowReader } from "../read_row.ts";
import type { SalesRow } from "../sales_row.ts";
import { type ImportSummary, summarise } from "../summary.ts";
import type { Survey } from "../survey.ts";
import { readRecords } from "../survey_file.ts";
import { countProblem, countRow, countSkipped, newTally, type Tally } from "../tally.ts";
import { linkRefunds } from "./link_refunds.ts";
import { keepProblems, type QuarantinedRow } from "./quarantine.ts";
import { writeRows, type Writing } from "./write_rows.ts";

/** A surveyed file that is to be written. */
export interface ImportJob {
  readonly source: ImportSource;
  readonly survey: Survey;
  readonly options: SalesImportOptions;
  /** UTC instant of the writing. */
  readonly at: string;
  /** Rows that are written together. */
  readonly batchSize: number;
  readonly bytesRead: BytesRead;
}

/** Takes a surveyed file in, in one transaction, and says what became of its rows. */
export async function writeFile(writer: Writer, job: ImportJob): Promise<ImportSummary> {
  const stored = await readLocations(writer);
  const plan = planImport(job.survey, stored, job.options);
  const [importId = ""] = await freshIds(writer, "imports", 1);
  const writing: Writing = {
    writer,
    format: plan.layout.format,
    importId,
    at: job.at,
    menuItems: await menuItemIds(writer),
    locations: new Set(stored.map(({ id }) => id)),
  };
  await noteImport(writing, job.source);
  const menuItemsBefore = writing.menuItems.size;
  const tally = newTally();
  const read = rowReader(plan);
  for await (const batch of batchesOf(job)) await writeReadings(writing, batch.map(read), tally);
  const locations = [...tally.places.keys()].map(({ id }) => id);
  await linkRefunds(writer, { source: writing.format.source, locations }, writing.at);
  await noteCounts(writing, tally);
  return summarise(tally, {
    file: job.source.name,
    dryRun: job.options.dryRun ?? false,
    encoding: job.survey.encoding,
    plan,
    menuItemsAdded: writing.menuItems.size - menuItemsBefore,
  });
}

/** The records of a file without its header, in batches. */
async function* batchesOf(
  { source, survey: { encoding }, batchSize, bytesRead }: ImportJob,
): AsyncGenerator<readonly CsvRecord[]> {
  let batch: CsvRecord[] = [];
  let header = true;
  for await (const records of readRecords(source, encoding, bytesRead)) {
    for (const record of records) {
      if (!header) batch.push(record);
      header = false;
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

async function writeReadings(
  writing: Writing,
  readings: readonly Reading[],
  tally: Tally,
): Promise<void> {
  const rows: SalesRow[] = [];
  const problems: QuarantinedRow[] = [];
  const keptBefore = tally.quarantined.rows;
  for (const reading of readings) {
    if ("row" in reading) {
      rows.push(reading.row);
    } else if ("skipped" in reading) {
      countSkipped(tally, reading.line, reading.skipped, reading.amount);
    } else {
      problems.push(reading);
      countProblem(tally, reading.line, reading.problem, reading.amount);
    }
  }
  await keepProblems(writing.writer, writing.importId, problems, keptBefore);
  const { outcomes, ordersAdded, refundsAdded } = await writeRows(writing, rows);
  for (const [row, outcome] of outcomes) countRow(tally, row, outcome);
  tally.ordersAdded += ordersAdded;
  tally.refundsAdded += refundsAdded;
}

/** Notes the import first, because what it puts aside refers to it; its counts come at the end. */
async function noteImport(
  { writer, importId, format, at }: Writing,
  { name }: ImportSource,
): Promise<void> {
  await writer.insertInto("imports").values({
    id: importId,
    file_name: name,
    format: format.name,
    started_at: at,
    rows_read: 0,
    rows_taken: 0,
    rows_skipped: 0,
    rows_quarantined: 0,
  }).execute();
}

async function noteCounts(
  { writer, importId }: Writing,
  { read, taken, skipped, quarantined }: Tally,
): Promise<void> {
  await writer.updateTable("imports").set({
    rows_read: read.rows,
    rows_taken: taken.rows,
    rows_skipped: skipped.rows,
    rows_quarantined: quarantined.rows,
  }).where("id", "=", importId).execute();
}
