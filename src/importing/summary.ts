import { clockText } from "../values/business_day.ts";
import { toMajor } from "../values/money.ts";
import type { Encoding } from "./file/text.ts";
import type { Plan } from "./kind/taking.ts";
import type { Layout } from "./layout.ts";
import type { Count, ReasonCount, Tally, UndecidedRow } from "./tally.ts";

/** Rows and the money in them, in the currency's largest unit. Refunds count against it. */
export interface SummaryCount {
  readonly rows: number;
  /** Gross less discounts; null if the rows of this kind bring in no money. */
  readonly amount: number | null;
}

/** Rows that were left out for one reason. */
export interface SummaryReason extends SummaryCount {
  readonly reason: string;
  /** The first lines of the file that have it. */
  readonly lines: readonly number[];
}

/** A location that rows went to. */
export interface SummaryLocation extends SummaryCount {
  readonly id: string;
  readonly name: string;
  readonly time_zone: string;
  readonly business_day_start: string;
  readonly created: boolean;
}

/** What an import did, or with `dry_run` would do. `read` is `taken`, `skipped` and `quarantined`. */
export interface ImportSummary {
  /** Of the import, to take it back by; null of a dry run. */
  readonly id: string | null;
  readonly status: "imported" | "dry_run";
  readonly kind: string;
  readonly file: string;
  readonly format: string;
  readonly encoding: Encoding;
  /** Null if the file has no dates. */
  readonly date_order: string | null;
  /** Null if the file is about no money. */
  readonly currency: string | null;
  /** The column that each field was read from. */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns that were not used for any row. */
  readonly unused_columns: readonly string[];
  readonly read: SummaryCount;
  readonly taken: SummaryCount;
  readonly skipped: SummaryCount;
  readonly quarantined: SummaryCount;
  /** Quarantined rows whose amount cannot be read and is in no sum. */
  readonly unreadable_amounts: number;
  /** Taken rows, by what they did. A changed one was imported before and says something else now. */
  readonly added: number;
  readonly changed: number;
  /** The types of the taken rows, if the kind has several; voids have no amount. */
  readonly taken_as: Readonly<Record<string, SummaryCount>>;
  /** What was created besides the rows: orders, menu items. */
  readonly created: Readonly<Record<string, number>>;
  /** Business dates of the taken rows. */
  readonly first_date: string | null;
  readonly last_date: string | null;
  readonly locations: readonly SummaryLocation[];
  readonly skipped_for: readonly SummaryReason[];
  readonly quarantined_for: readonly SummaryReason[];
  /** Quarantined rows that may mean one of several items. */
  readonly undecided: readonly UndecidedRow[];
  readonly notes: readonly string[];
}

/** What is known about an import besides its rows. */
export interface SummaryFacts {
  readonly id: string;
  readonly file: string;
  readonly dryRun: boolean;
  readonly encoding: Encoding;
  readonly layout: Layout;
  /** True at the positions of the columns that the kind looked at, in any row. */
  readonly columnsRead: readonly boolean[];
  readonly plan: Plan;
  readonly created: Readonly<Record<string, number>>;
}

/** The summary of an import from its tally. */
export function summarise(tally: Tally, facts: SummaryFacts): ImportSummary {
  const { layout, plan } = facts;
  const { kind, format } = layout;
  const currency = kind.located ? plan.currency : null;
  const count = ({ rows, amount }: Count): SummaryCount => ({
    rows,
    amount: currency === null ? null : toMajor(amount, currency),
  });
  const reasons = (counts: Tally["skippedFor"]) =>
    byRows([...counts.values()]).map(
      ({ reason, lines, ...rest }) => ({ reason, ...count(rest), lines }),
    );
  return {
    id: facts.dryRun ? null : facts.id,
    status: facts.dryRun ? "dry_run" : "imported",
    kind: kind.name,
    file: facts.file,
    format: format.name,
    encoding: facts.encoding,
    date_order: kind.dates.length === 0 ? null : plan.dateOrder,
    currency: plan.currency,
    ...columnsOf(facts),
    read: count(tally.read),
    taken: count(tally.taken),
    skipped: count(tally.skipped),
    quarantined: count(tally.quarantined),
    unreadable_amounts: tally.unreadableAmounts,
    added: tally.added,
    changed: tally.changed,
    taken_as: Object.fromEntries([...tally.takenAs].map(([name, one]) => [name, count(one)])),
    created: facts.created,
    first_date: tally.firstDate,
    last_date: tally.lastDate,
    locations: [...tally.places].map(([place, placeCount]) => ({
      id: place.id,
      name: place.name,
      time_zone: place.time_zone,
      business_day_start: clockText(place.business_day_start),
      created: !place.stored,
      ...count(placeCount),
    })),
    skipped_for: reasons(tally.skippedFor),
    quarantined_for: reasons(tally.quarantinedFor),
    undecided: tally.undecided,
    notes: plan.notes,
  };
}

/** The first place where something was seen. */
function columnsOf(
  { layout: { positions, header, unfolding }, columnsRead }: SummaryFacts,
): Pick<ImportSummary, "columns" | "unused_columns"> {
  const fields = [...positions].flatMap(([field, places]) => {
    const first = places.find((at) => columnsRead[at] === true);
    return first === undefined ? [] : [[field, header[first] ?? ""] as const];
  });
  const unread = header.filter((name, at) => name.trim() !== "" && columnsRead[at] !== true);
  return {
    columns: Object.fromEntries(fields),
    unused_columns: [...unfolding?.unused ?? [], ...unread],
  };
}

function byRows(reasons: readonly ReasonCount[]): readonly ReasonCount[] {
  return reasons.toSorted((a, b) => b.rows - a.rows);
}
