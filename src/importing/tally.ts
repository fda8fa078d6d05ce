import type { Minor } from "../values/money.ts";
import type { RowProblem } from "./cells/row_problem.ts";
import type { Place } from "./places.ts";
import { amountOf, type SalesRow } from "./sales_row.ts";
import type { RefundOutcome } from "./writing/merge_refund.ts";

/** Rows, and the money in them. */
export interface Count {
  rows: number;
  amount: Minor;
}

/** Rows that were left out for one reason. */
export interface ReasonCount extends Count {
  readonly reason: string;
  /** The first lines of the file that have it. */
  readonly lines: number[];
}

/** What became of the rows of a file, counted as they go by. */
export interface Tally {
  readonly read: Count;
  readonly taken: Count;
  readonly skipped: Count;
  readonly quarantined: Count;
  /** Quarantined rows whose amount cannot be read: it is in no sum. */
  unreadableAmounts: number;
  /** What the taken rows are. */
  readonly kinds: Record<"sales" | "refunds" | "voids" | "gift_cards", Count>;
  readonly skippedFor: Map<string, ReasonCount>;
  readonly quarantinedFor: Map<string, ReasonCount>;
  readonly places: Map<Place, Count>;
  /** Taken rows whose stored line said something else before. */
  updated: number;
  ordersAdded: number;
  refundsAdded: number;
  firstDate: string | null;
  lastDate: string | null;
}

const ALREADY_IMPORTED = "already imported";
const CANCELLED_REFUND = "refund that was cancelled";
/** How many line numbers a reason keeps. */
const SHOWN_LINES = 5;
/** Reasons come from a file's own texts; their number has to end somewhere. */
const MOST_REASONS = 100;

/** Nothing counted yet. */
export function newTally(): Tally {
  return {
    read: none(),
    taken: none(),
    skipped: none(),
    quarantined: none(),
    unreadableAmounts: 0,
    kinds: { sales: none(), refunds: none(), voids: none(), gift_cards: none() },
    skippedFor: new Map(),
    quarantinedFor: new Map(),
    places: new Map(),
    updated: 0,
    ordersAdded: 0,
    refundsAdded: 0,
    firstDate: null,
    lastDate: null,
  };
}

function none(): Count {
  return { rows: 0, amount: 0 };
}

/** Counts a row that was understood. */
export function countRow(tally: Tally, row: SalesRow, outcome: RefundOutcome): void {
  const amount = amountOf(row);
  if (outcome === "known") return countSkipped(tally, row.line, ALREADY_IMPORTED, amount);
  if (outcome === "cancelled") return countSkipped(tally, row.line, CANCELLED_REFUND, amount);
  add(tally.read, amount);
  add(tally.taken, amount);
  add(tally.kinds[kindOf(row)], amount);
  if (outcome === "updated") tally.updated += 1;
  add(countOf(tally.places, row.place), amount);
  const { business_date: date } = row.moment;
  if (tally.firstDate === null || date < tally.firstDate) tally.firstDate = date;
  if (tally.lastDate === null || date > tally.lastDate) tally.lastDate = date;
}

/** Counts a row that is left out because there is nothing to take. */
export function countSkipped(tally: Tally, line: number, reason: string, amount: Minor): void {
  add(tally.read, amount);
  add(tally.skipped, amount);
  addReason(tally.skippedFor, reason, line, amount);
}

/** Counts a row that cannot be taken. */
export function countProblem(
  tally: Tally,
  line: number,
  { field, message }: RowProblem,
  amount: Minor | null,
): void {
  if (amount === null) tally.unreadableAmounts += 1;
  add(tally.read, amount ?? 0);
  add(tally.quarantined, amount ?? 0);
  addReason(tally.quarantinedFor, `${field} ${message}`, line, amount ?? 0);
}

function kindOf({ event, voided, gift_card }: SalesRow): keyof Tally["kinds"] {
  if (voided) return "voids";
  if (event === "refund") return "refunds";
  return gift_card ? "gift_cards" : "sales";
}

function add(count: Count, amount: Minor): void {
  count.rows += 1;
  count.amount += amount;
}

function countOf(counts: Map<Place, Count>, place: Place): Count {
  const known = counts.get(place);
  if (known !== undefined) return known;
  const fresh = none();
  counts.set(place, fresh);
  return fresh;
}

function addReason(
  reasons: Map<string, ReasonCount>,
  text: string,
  line: number,
  amount: Minor,
): void {
  const reason = reasons.size < MOST_REASONS || reasons.has(text) ? text : "other reasons";
  const count = reasons.get(reason) ?? { reason, lines: [], ...none() };
  reasons.set(reason, count);
  add(count, amount);
  if (count.lines.length < SHOWN_LINES) count.lines.push(line);
}
