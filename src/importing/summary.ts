import { clockText } from "../values/business_day.ts";
import { toMajor } from "../values/money.ts";
import type { Encoding } from "./file/text.ts";
import type { ImportPlan } from "./plan.ts";
import type { Count, ReasonCount, Tally } from "./tally.ts";

/** Rows and the money in them, in the currency's largest unit. Refunds count against it. */
export interface SummaryCount {
  readonly rows: number;
  /** Gross less discounts. */
  readonly amount: number;
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
  readonly status: "imported" | "dry_run";
  readonly file: string;
  readonly format: string;
  readonly encoding: Encoding;
  readonly date_order: string;
  readonly currency: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly read: SummaryCount;
  readonly taken: SummaryCount;
  readonly skipped: SummaryCount;
  readonly quarantined: SummaryCount;
  /** Quarantined rows whose amount cannot be read and is in no sum. */
  readonly unreadable_amounts: number;
  /** What the taken rows are; voids bring in nothing. */
  readonly taken_as: Readonly<Record<keyof Tally["kinds"], SummaryCount>>;
  readonly orders_added: number;
  readonly refunds_added: number;
  readonly menu_items_added: number;
  /** Taken rows that were imported before and say something else now. */
  readonly rows_updated: number;
  /** Business dates of the taken rows. */
  readonly first_date: string | null;
  readonly last_date: string | null;
  readonly locations: readonly SummaryLocation[];
  readonly skipped_for: readonly SummaryReason[];
  readonly quarantined_for: readonly SummaryReason[];
  readonly notes: readonly string[];
}

/** What is known of an import besides what its rows were. */
export interface SummaryFacts {
  readonly file: string;
  readonly dryRun: boolean;
  readonly encoding: Encoding;
  readonly plan: ImportPlan;
  readonly menuItemsAdded: number;
}

/** The summary of an import from its tally. */
export function summarise(tally: Tally, facts: SummaryFacts): ImportSummary {
  const { plan: { layout, currency, dateOrder, notes } } = facts;
  const count = ({ rows, amount }: Count) => ({ rows, amount: toMajor(amount, currency) });
  const reasons = (counts: Tally["skippedFor"]) =>
    byRows([...counts.values()]).map(
      ({ reason, lines, ...rest }) => ({ reason, ...count(rest), lines }),
    );
  const { sales, refunds, voids, gift_cards } = tally.kinds;
  return {
    status: facts.dryRun ? "dry_run" : "imported",
    file: facts.file,
    format: layout.format.name,
    encoding: facts.encoding,
    date_order: dateOrder,
    currency,
    columns: Object.fromEntries(
      [...layout.positions].map(([field, [first = -1]]) => [field, layout.header[first] ?? ""]),
    ),
    read: count(tally.read),
    taken: count(tally.taken),
    skipped: count(tally.skipped),
    quarantined: count(tally.quarantined),
    unreadable_amounts: tally.unreadableAmounts,
    taken_as: {
      sales: count(sales),
      refunds: count(refunds),
      voids: count(voids),
      gift_cards: count(gift_cards),
    },
    orders_added: tally.ordersAdded,
    refunds_added: tally.refundsAdded,
    menu_items_added: facts.menuItemsAdded,
    rows_updated: tally.updated,
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
    notes,
  };
}

function byRows(reasons: readonly ReasonCount[]): readonly ReasonCount[] {
  return reasons.toSorted((a, b) => b.rows - a.rows);
}
