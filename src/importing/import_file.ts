import { recordEvents } from "../restaurant/journal/outbox.ts";
import { readLocations } from "../restaurant/locations/location.ts";
import { readTaxRates } from "../restaurant/locations/tax_rate.ts";
import type { Database, Writer } from "../storage/database.ts";
import { freshIds } from "../storage/ids.ts";
import { nowText, systemClock } from "../values/clock.ts";
import { RestaurantError } from "../values/errors.ts";
import { writeOrTakeBack } from "./dry_run.ts";
import type { ImportSource } from "./file/source.ts";
import { bytesReader, type ImportHooks } from "./hooks.ts";
import { openJournal } from "./journal/journal.ts";
import { assertBooked } from "./kind/books.ts";
import { ImportQuestion } from "./kind/question.ts";
import type { Taking } from "./kind/taking.ts";
import { keepProblems, keepSummary, noteImport } from "./note_import.ts";
import type { ImportOptions } from "./options.ts";
import { planImport } from "./plan.ts";
import { readBatches, surveyFile } from "./read_file.ts";
import { recordSorter } from "./records.ts";
import { type ImportSummary, summarise } from "./summary.ts";
import type { Survey } from "./survey.ts";
import { unpack } from "./unpack.ts";
import { count, countCorrected, newTally, type Tally } from "./tally.ts";

const BATCH_SIZE = 4000;

/** A file whose contents were imported before and must not come twice. */
export class AlreadyImported extends RestaurantError {
  readonly importId: string;

  constructor(importId: string) {
    super("CONFLICT", `The file was imported before, as ${importId}.`);
    this.importId = importId;
  }
}

/**
 * Imports one file of any kind, all of it or, when it fails, nothing. The file is read twice: once
 * to understand it, once to take it in. Rows that cannot be understood are left out and counted;
 * rows that were imported before are recognised.
 *
 * @throws {RestaurantError} when the file as a whole cannot be imported.
 */
export async function importFile(
  database: Pick<Database, "write">,
  packed: ImportSource,
  options: ImportOptions,
  hooks: ImportHooks = {},
): Promise<ImportSummary> {
  const source = await unpack(packed, options);
  const survey = await surveyFile(source, options, bytesReader("reading", source, hooks));
  return await writeOrTakeBack(
    database,
    options.dryRun ?? false,
    (writer) => writeFile(writer, source, survey, options, hooks),
  );
}

/** Takes a surveyed file in, in one transaction. */
async function writeFile(
  writer: Writer,
  source: ImportSource,
  survey: Survey,
  options: ImportOptions,
  hooks: ImportHooks,
): Promise<ImportSummary> {
  const { layout, decoding: { encoding } } = survey;
  const taking = await beginTaking(writer, source.name, survey, options, hooks);
  const booksBefore = await layout.kind.books(taking);
  const taker = await layout.kind.begin(taking);
  const columnsRead = new Set<number>();
  const sort = recordSorter(layout, columnsRead);
  const tally = newTally();
  const size = hooks.batchSize ?? BATCH_SIZE;
  const bytesRead = bytesReader("writing", source, hooks);
  for await (const batch of readBatches(source, survey, size, bytesRead)) {
    const { records, rest } = sort(batch);
    const outcomes = [...rest, ...await taker.take(records)].sort((a, b) => a.line - b.line);
    await keepProblems(writer, taking.importId, outcomes, tally.quarantined.rows);
    for (const outcome of outcomes) count(tally, outcome);
  }
  refuseMuchQuarantined(tally, layout.kind.whole || (options.acceptQuarantine ?? false));
  await taker.finish?.();
  assertBooked(booksBefore, await layout.kind.books(taking), taker.gained(tally));
  countCorrected(tally, taker.corrected?.() ?? 0);
  await taking.journal.finish();
  // For menu, recipes, ingredients and counts: what was derived from them is computed again.
  if (layout.kind.whole && tally.taken.rows > 0) await noteCatalogChanged(taking);
  const dryRun = options.dryRun ?? false;
  const created = taker.created?.() ?? {};
  const notes = [...taking.plan.notes, ...taker.notes?.() ?? []];
  const summary = summarise(tally, {
    ...{ id: taking.importId, file: source.name, dryRun, encoding, layout, columnsRead, created },
    plan: { ...taking.plan, notes },
  });
  await keepSummary(writer, taking.importId, summary);
  return summary;
}

/** More rows than this with one reason are a question about the file. */
const MOST_QUARANTINED = 0.05;
const FEW_ROWS = 2;

function refuseMuchQuarantined({ quarantinedFor, read }: Tally, isAccepted: boolean): void {
  const [worst] = [...quarantinedFor.values()].toSorted((a, b) => b.rows - a.rows);
  if (isAccepted || worst === undefined || worst.rows <= FEW_ROWS) return;
  if (worst.rows <= read.rows * MOST_QUARANTINED) return;
  throw new ImportQuestion(
    `${worst.rows} of ${read.rows} rows cannot be read: ${worst.reason} (lines ${
      worst.lines.join(", ")
    }${worst.rows > worst.lines.length ? ", …" : ""}). Nothing was imported.`,
    "Fix the file or the mapping of its columns, or leave such rows out: --accept-quarantine.",
  );
}

async function beginTaking(
  writer: Writer,
  file: string,
  survey: Survey,
  options: ImportOptions,
  { clock = systemClock, digest: fileDigest }: ImportHooks,
): Promise<Taking> {
  const { layout: { kind, format, positions, header }, digest, rows } = survey;
  const at = nowText(clock);
  const locations = await readLocations(writer);
  const taxes = await readTaxRates(writer);
  if (fileDigest !== undefined) await refuseKnown(writer, fileDigest);
  const [importId = ""] = await freshIds(writer, "imports", 1);
  const plan = planImport(survey, { locations, taxes }, options, at);
  await noteImport(writer, {
    importId,
    kind: kind.name,
    format,
    at,
    file,
    digest: fileDigest ?? null,
  });
  return {
    writer,
    at,
    importId,
    format,
    plan,
    rows,
    journal: await openJournal(writer, { importId, touches: kind.touches, at }),
    locations: new Set(locations.map(({ id }) => id)),
    digest,
    has: (field) => positions.has(field),
    columnOf: (field) => header[positions.get(field)?.[0] ?? -1] ?? "",
  };
}

/** @throws {AlreadyImported} if a file with the digest is in and was not taken back. */
async function refuseKnown(writer: Writer, digest: string): Promise<void> {
  const known = await writer.selectFrom("imports").select("id")
    .where("digest", "=", digest).where("undone_at", "is", null).executeTakeFirst();
  if (known !== undefined) throw new AlreadyImported(known.id);
}

async function noteCatalogChanged({ writer, importId, at }: Taking): Promise<void> {
  await recordEvents(writer, [{
    kind: "catalog_changed",
    subject_id: importId,
    location_id: null,
    business_date: null,
  }], at);
}
