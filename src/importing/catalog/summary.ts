import type { Encoding } from "../file/text.ts";
import type { CatalogLayout } from "./layout.ts";
import type { CatalogKindName } from "./kinds.ts";
import type { CatalogOutcome } from "./outcome.ts";
import { type Candidate, Undecided } from "./undecided.ts";

/** Rows that were left out for one reason. */
export interface CatalogReason {
  readonly reason: string;
  readonly rows: number;
  /** The first lines of the file that have it. */
  readonly lines: readonly number[];
}

/** A row whose name somebody has to decide. */
export interface UndecidedRow {
  readonly line: number;
  readonly name: string;
  readonly candidates: readonly Candidate[];
}

/** What an import did, or with `dry_run` would do. `read` is `taken`, `skipped` and `quarantined`. */
export interface CatalogSummary {
  readonly status: "imported" | "dry_run";
  readonly kind: CatalogKindName;
  readonly file: string;
  readonly format: string;
  readonly encoding: Encoding;
  /** Null where the file is about no money. */
  readonly currency: string | null;
  readonly columns: Readonly<Record<string, string>>;
  readonly read: number;
  readonly taken: number;
  readonly skipped: number;
  readonly quarantined: number;
  /** Taken rows, by what they did. */
  readonly added: number;
  readonly changed: number;
  readonly skipped_for: readonly CatalogReason[];
  readonly quarantined_for: readonly CatalogReason[];
  /** Quarantined rows that may mean one of several items. */
  readonly undecided: readonly UndecidedRow[];
}

/** What is known of an import besides what its rows were. */
export interface CatalogFacts {
  readonly kind: CatalogKindName;
  readonly file: string;
  readonly dryRun: boolean;
  readonly encoding: Encoding;
  readonly currency: string | null;
  readonly layout: CatalogLayout;
}

/** What became of a row, or that it held nothing. */
export type CatalogResult = CatalogOutcome | { readonly line: number; readonly skipped: string };

const NOTHING_NEW = "nothing new in it";
const SHOWN_LINES = 5;
const MOST_REASONS = 100;
const MOST_UNDECIDED = 100;

/** The summary of an import from what became of its rows. */
export function summariseCatalog(
  results: readonly CatalogResult[],
  facts: CatalogFacts,
): CatalogSummary {
  const { layout: { format, positions, header }, kind, file, encoding, currency } = facts;
  const skipped = results.filter((result) => skipReason(result) !== undefined);
  const faulty = results.flatMap((result) => "problem" in result ? [result] : []);
  const effects = results.map((result) => "effect" in result ? result.effect : undefined);
  const [added, changed] = (["added", "changed"] as const)
    .map((wanted) => effects.filter((effect) => effect === wanted).length);
  return {
    status: facts.dryRun ? "dry_run" : "imported",
    kind,
    file,
    format: format.name,
    encoding,
    currency,
    columns: Object.fromEntries(
      [...positions].map(([field, [first = -1]]) => [field, header[first] ?? ""]),
    ),
    read: results.length,
    taken: results.length - skipped.length - faulty.length,
    skipped: skipped.length,
    quarantined: faulty.length,
    added: added ?? 0,
    changed: changed ?? 0,
    skipped_for: reasons(skipped, (result) => skipReason(result) ?? ""),
    quarantined_for: reasons(faulty, ({ problem }) => `${problem.field} ${problem.message}`),
    undecided: faulty.flatMap(({ line, problem }) =>
      problem instanceof Undecided
        ? [{ line, name: problem.wanted, candidates: problem.candidates }]
        : []
    ).slice(0, MOST_UNDECIDED),
  };
}

function skipReason(result: CatalogResult): string | undefined {
  if ("skipped" in result) return result.skipped;
  return "effect" in result && result.effect === "unchanged" ? NOTHING_NEW : undefined;
}

function reasons<Result extends { readonly line: number }>(
  results: readonly Result[],
  reasonOf: (result: Result) => string,
): CatalogReason[] {
  return [...Map.groupBy(results, reasonOf)]
    .map(([reason, rows]) => ({
      reason,
      rows: rows.length,
      lines: rows.slice(0, SHOWN_LINES).map(({ line }) => line),
    }))
    .toSorted((a, b) => b.rows - a.rows)
    .slice(0, MOST_REASONS);
}
