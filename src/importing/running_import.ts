import { recordEvents } from "../restaurant/journal/outbox.ts";
import { readLocations } from "../restaurant/locations/location.ts";
import { readTaxRates } from "../restaurant/locations/tax_rate.ts";
import type { Writer } from "../storage/database.ts";
import { freshIds } from "../storage/ids.ts";
import { publishRows } from "../storage/unpublished_rows.ts";
import { nowText, systemClock } from "../values/clock.ts";
import { RestaurantError } from "../values/errors.ts";
import type { CsvRecord } from "./file/csv.ts";
import type { ImportHooks } from "./hooks.ts";
import { openJournal } from "./journal/journal.ts";
import { assertBooked, bookKeeper } from "./kind/books.ts";
import { mappingOf } from "./kind/map_flag.ts";
import { ImportQuestion } from "./kind/question.ts";
import { hideAdded, type Taking } from "./kind/taking.ts";
import { keepProblems, keepSummary, noteImport } from "./note_import.ts";
import type { ImportOptions } from "./options.ts";
import { planImport } from "./plan.ts";
import { recordSorter } from "./records.ts";
import { type ImportSummary, summarise } from "./summary.ts";
import type { Survey } from "./survey.ts";
import { count, countCorrected, newTally, type Tally } from "./tally.ts";

/** A file whose contents were imported before and must not come twice. */
export class AlreadyImported extends RestaurantError {
  readonly importId: string;

  constructor(importId: string) {
    super("CONFLICT", `The file was imported before, as ${importId}.`);
    this.importId = importId;
  }
}

/** One import while its rows are taken, in one transaction or in several. */
export interface RunningImport {
  /** @param hides Whether the transaction hides what it adds, because another one ends the import. */
  continueIn(writer: Writer, hides: boolean): void;
  /** Takes rows, in the order of the file. */
  take(records: readonly CsvRecord[]): Promise<void>;
  /** Ends the import after the last row; with the commit it is there for everyone. */
  end(): Promise<ImportSummary>;
}

/** Begins to take a surveyed file in. */
export async function beginImport(
  writer: Writer,
  file: string,
  survey: Survey,
  options: ImportOptions,
  hooks: ImportHooks,
  hides: boolean,
): Promise<RunningImport> {
  const { layout, decoding: { encoding } } = survey;
  const taking: Taking = { ...await beginTaking(writer, file, survey, options, hooks), hides };
  await hideAdded(taking, "imports", [taking.importId]);
  const booksBefore = await layout.kind.books(taking);
  const taker = await layout.kind.begin(taking);
  const columnsRead: boolean[] = [];
  const sort = recordSorter(layout, columnsRead);
  const tally = newTally();
  return {
    continueIn(writer, hides) {
      taking.writer = writer;
      taking.hides = hides;
    },
    async take(batch) {
      const { records, rest } = sort(batch);
      const outcomes = [...rest, ...await taker.take(records)].sort((a, b) => a.line - b.line);
      const kept = tally.quarantined.rows;
      await keepProblems(taking.writer, taking.importId, outcomes, kept);
      for (const outcome of outcomes) count(tally, outcome);
    },
    async end() {
      for (const outcome of await taker.takeRest?.() ?? []) count(tally, outcome);
      refuseMuchQuarantined(tally, layout.kind.whole || (options.acceptQuarantine ?? false));
      await taker.finish?.();
      const gained = { ...taking.keeper.gained(), ...taker.gained?.(tally) };
      assertBooked(booksBefore, await layout.kind.books(taking), gained);
      countCorrected(tally, taker.corrected?.() ?? 0);
      await taking.journal.finish(taking.writer);
      // For menu, recipes, ingredients and counts: what was derived from them is computed again.
      if (layout.kind.whole && tally.taken.rows > 0) await noteCatalogChanged(taking);
      const dryRun = options.dryRun ?? false;
      const created = taker.created?.() ?? {};
      const notes = [...taking.plan.notes, ...taker.notes?.() ?? []];
      const summary = summarise(tally, {
        ...{ id: taking.importId, file, dryRun, encoding, layout, columnsRead, created },
        plan: { ...taking.plan, notes },
      });
      await keepSummary(taking.writer, taking.importId, summary);
      await publishRows(taking.writer);
      return summary;
    },
  };
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
): Promise<Omit<Taking, "hides">> {
  const { layout, digest, rows } = survey;
  const { kind, format, positions } = layout;
  const columns = mappingOf(layout);
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
    keeper: bookKeeper(),
    locations: new Set(locations.map(({ id }) => id)),
    digest,
    has: (field) => positions.has(field),
    columnOf: (field) => columns.get(field) ?? "",
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
