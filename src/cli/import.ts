import { openDatabase } from "./open_database.ts";
import { outgoingHosts } from "../config/hosts.ts";
import { fileSource, spool, type SpooledSource } from "../importing/file/source.ts";
import type { ImportProgress } from "../importing/hooks.ts";
import type { TakenFile } from "../importing/inbox/taken_file.ts";
import { assertInbox, watchInbox } from "../importing/inbox/watch_inbox.ts";
import { importFile } from "../importing/import_file.ts";
import { TEMPLATE_NAMES } from "../importing/kinds.ts";
import { ImportQuestion } from "../importing/kind/question.ts";
import { type ImportOptions, importOptions } from "../importing/options.ts";
import type { ImportSummary } from "../importing/summary.ts";
import { type DatabaseAddress, IN_MEMORY } from "../storage/address/database_address.ts";
import type { Database } from "../storage/database.ts";
import { updateRollups } from "../restaurant/sales/rebuild_rollups.ts";
import { assertRegularFile } from "../storage/sqlite/regular_file.ts";
import { RestaurantError } from "../values/errors.ts";
import { suppressRepeats } from "../values/suppress_repeats.ts";
import { filesFor, isThere, servedFiles } from "./configured_database.ts";
import { importPercent } from "./import_percent.ts";
import { importReport } from "./import_report.ts";
import { printResult, tell } from "./output.ts";
import { plainError } from "./plain_error.ts";
import { progressLine } from "./progress.ts";
import { keepFiles, keepHosts } from "./sandbox.ts";
import { spoolFolder } from "./spool_folder.ts";

/** The flags of `import`, and the database. */
export interface ImportCommand extends Readonly<Record<string, unknown>> {
  readonly database: DatabaseAddress;
}

const STANDARD_INPUT = "-";

/**
 * Imports files one after the other, each completely or not at all, and prints what happened to
 * each. Returns the exit code: 1 if a file failed, or none of its rows could be read.
 *
 * @param files Paths; `-` is standard input.
 * @throws {RestaurantError} INVALID_INPUT for invalid flags and for no file at all, before any file
 * is opened.
 */
export async function importFiles(
  files: readonly string[],
  command: ImportCommand,
  signal: AbortSignal,
): Promise<number> {
  const options = importOptions(command);
  if (typeof command.watch === "string") {
    return await watchFolder(command.watch, files, { ...command, options }, signal);
  }
  if (files.length === 0) throw noFile();
  if (files.filter((file) => file === STANDARD_INPUT).length > 1) {
    throw new RestaurantError("INVALID_INPUT", "Standard input (-) can be named only once.");
  }
  const { read = [], write = [] } = filesFor(command.database);
  await using folder = await spoolFolder(command.database);
  keepFiles({
    read: [...read, ...files.filter((file) => file !== STANDARD_INPUT)],
    write: [...write, folder.path],
  });
  keepHosts(outgoingHosts(command));
  await using opened = new AsyncDisposableStack();
  let database: Database | undefined;
  let failed = false;
  let asked = false;
  for (const file of files) {
    try {
      await using source = await openSource(file, folder.path, signal);
      // Opened late, so that a wrong file name leaves no empty database behind.
      database ??= opened.use(await openFor(command, options));
      const summary = await importOne(database, source, options, signal);
      printResult(command.json === true ? JSON.stringify(summary) : importReport(summary));
      failed ||= nothingReadable(summary);
    } catch (error) {
      printFailure(file, error, command, signal);
      if (signal.aborted) return 1;
      failed = true;
      asked ||= error instanceof ImportQuestion;
    }
  }
  return asked ? 2 : failed ? 1 : 0;
}

/** Imports what appears in a folder until it is stopped, and prints what became of each file. */
async function watchFolder(
  folder: string,
  files: readonly string[],
  command: ImportCommand & { readonly options: ImportOptions },
  signal: AbortSignal,
): Promise<number> {
  if (files.length > 0 || command.options.dryRun === true) {
    throw new RestaurantError(
      "INVALID_INPUT",
      "--watch imports what appears in a folder; it takes no files and no --dry-run.",
    );
  }
  keepFiles(servedFiles({ database: command.database, inbox: folder }));
  keepHosts(outgoingHosts(command));
  await assertInbox(folder);
  await using database = await openFor(command, command.options);
  tell(`Watching ${folder}.`);
  await watchInbox(database, {
    folder,
    options: command.options,
    onTaken: (taken) => printResult(command.json === true ? JSON.stringify(taken) : textOf(taken)),
    onError: suppressRepeats((error) => tell(`error: ${plainError(error)}`)),
  }, { signal });
  return 0;
}

function textOf(taken: TakenFile): string {
  switch (taken.status) {
    case "imported":
      return importReport(taken.summary);
    case "known":
      return `${taken.file} was imported before, as ${taken.import_id}.`;
    case "failed":
      return [`${taken.file} failed:`, taken.message, taken.hint].filter(Boolean).join(" ");
  }
}

function noFile(): RestaurantError {
  return new RestaurantError("INVALID_INPUT", "Name a file to import, or - for standard input.", {
    hint: `--template prints a file to fill in: ${TEMPLATE_NAMES.join(", ")}.`,
  });
}

async function importOne(
  database: Database,
  source: SpooledSource,
  options: ImportOptions,
  signal: AbortSignal,
): Promise<ImportSummary> {
  const line = progressLine(source.name, source.size);
  const progress = (progress: ImportProgress) => line.show(importPercent(progress));
  try {
    return await importFile(database, source, options, { progress, signal });
  } finally {
    line.clear();
  }
}

function nothingReadable({ read, quarantined }: ImportSummary): boolean {
  return quarantined.rows > 0 && quarantined.rows === read.rows;
}

async function openSource(
  file: string,
  folder: string,
  signal: AbortSignal,
): Promise<SpooledSource> {
  if (file !== STANDARD_INPUT) assertRegularFile(file);
  if (file !== STANDARD_INPUT) return await fileSource(file, folder, signal);
  return await spool("standard input", Deno.stdin.readable, folder, signal);
}

/** A dry run makes no file and no table: without a database it is as if that were empty. */
async function openFor(
  { database }: ImportCommand,
  { dryRun = false }: ImportOptions,
): Promise<Database> {
  const isTemporary = dryRun && database.kind !== "memory" && !await isThere(database);
  const opened = await openDatabase(isTemporary ? IN_MEMORY : database);
  await updateRollups(opened);
  return opened;
}

function printFailure(
  file: string,
  error: unknown,
  { json }: ImportCommand,
  signal: AbortSignal,
): void {
  if (signal.aborted) return tell(`Stopped. Nothing of '${file}' was imported.`);
  if (!(error instanceof RestaurantError)) throw error;
  const { code, message, details: { hint } } = error;
  tell([`error: ${file}:`, message, hint].filter(Boolean).join(" "));
  if (json !== true) return;
  printResult(JSON.stringify({ status: "error", file, error_code: code, message, hint }));
}
