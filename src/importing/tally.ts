import type { Minor } from "../values/money.ts";
import type { Outcome, TakenRow } from "./kind/outcome.ts";
import type { Place } from "./kind/places.ts";
import { type Candidate, Undecided } from "./kind/undecided.ts";

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

/** A row whose name someone has to decide. */
export interface UndecidedRow {
  readonly line: number;
  readonly name: string;
  readonly candidates: readonly Candidate[];
}

/** The outcomes of a file's rows, counted as they pass. */
export interface Tally {
  readonly read: Count;
  readonly taken: Count;
  readonly skipped: Count;
  readonly quarantined: Count;
  /** Quarantined rows whose amount cannot be read: it is in no sum. */
  unreadableAmounts: number;
  /** Taken rows by what they did. */
  added: number;
  changed: number;
  /** The types of the taken rows, if the kind has several. */
  readonly takenAs: Map<string, Count>;
  readonly skippedFor: Map<string, ReasonCount>;
  readonly quarantinedFor: Map<string, ReasonCount>;
  /** Quarantined rows that may mean one of several items. */
  readonly undecided: UndecidedRow[];
  readonly places: Map<Place, Count>;
  firstDate: string | null;
  lastDate: string | null;
}

const NOTHING_NEW = "nothing new in it";
/** How many line numbers a reason keeps. */
const SHOWN_LINES = 5;
/** Reasons come from a file's own texts, so their number must be bounded. */
const MOST_REASONS = 100;
const MOST_UNDECIDED = 100;

/** Nothing counted yet. */
export function newTally(): Tally {
  return {
    read: none(),
    taken: none(),
    skipped: none(),
    quarantined: none(),
    unreadableAmounts: 0,
    added: 0,
    changed: 0,
    takenAs: new Map(),
    skippedFor: new Map(),
    quarantinedFor: new Map(),
    undecided: [],
    places: new Map(),
    firstDate: null,
    lastDate: null,
  };
}

function none(): Count {
  return { rows: 0, amount: 0 };
}

/** Counts what became of a row. */
export function count(tally: Tally, outcome: Outcome): void {
  const { line, amount: readable = 0 } = outcome;
  const amount = readable ?? 0;
  add(tally.read, amount);
  if ("problem" in outcome) {
    const { problem } = outcome;
    if (readable === null) tally.unreadableAmounts += 1;
    add(tally.quarantined, amount);
    addReason(tally.quarantinedFor, `${problem.field} ${problem.message}`, line, amount);
    if (problem instanceof Undecided && tally.undecided.length < MOST_UNDECIDED) {
      const { wanted: name, candidates } = problem;
      tally.undecided.push({ line, name, candidates });
    }
  } else if ("skipped" in outcome || outcome.effect === "unchanged") {
    add(tally.skipped, amount);
    addReason(tally.skippedFor, "skipped" in outcome ? outcome.skipped : NOTHING_NEW, line, amount);
  } else {
    countTaken(tally, outcome, amount);
  }
}

/** Counts rows as changed that were counted as added before more was known. */
export function countCorrected(tally: Tally, rows: number): void {
  tally.added -= rows;
  tally.changed += rows;
}

function countTaken(
  tally: Tally,
  { effect, parts = [], place, date }: TakenRow,
  amount: Minor,
): void {
  add(tally.taken, amount);
  if (effect === "added") tally.added += 1;
  else tally.changed += 1;
  for (const { as, amount } of parts) add(tally.takenAs.getOrInsertComputed(as, none), amount);
  if (place !== undefined) add(tally.places.getOrInsertComputed(place, none), amount);
  if (date === undefined) return;
  if (tally.firstDate === null || date < tally.firstDate) tally.firstDate = date;
  if (tally.lastDate === null || date > tally.lastDate) tally.lastDate = date;
}

function add(count: Count, amount: Minor): void {
  count.rows += 1;
  count.amount += amount;
}

function addReason(
  reasons: Map<string, ReasonCount>,
  text: string,
  line: number,
  amount: Minor,
): void {
  const reason = reasons.size < MOST_REASONS || reasons.has(text) ? text : "other reasons";
  const count = reasons.getOrInsertComputed(reason, () => ({ reason, lines: [], ...none() }));
  add(count, amount);
  if (count.lines.length < SHOWN_LINES) count.lines.push(line);
}
