import type { Minor } from "../../values/money.ts";
import { RowProblem } from "../cells/row_problem.ts";
import type { Place } from "./places.ts";

/** The effect of a row that was taken, or that it repeats what is known. */
export type Effect = "added" | "changed" | "unchanged";

/** A row that was taken in. */
export interface TakenRow {
  readonly effect: Effect;
  /** The type of record, if a kind has several: a sale, and a refund of it. */
  readonly parts?: readonly { readonly as: string; readonly amount: Minor }[];
  readonly place?: Place;
  /** Its business date. */
  readonly date?: string;
}

/** The outcome of the row on a line. */
export type Outcome =
  & {
    readonly line: number;
    /** The money in the row, 0 if absent; null if it cannot be read. */
    readonly amount?: Minor | null;
  }
  & (TakenRow | { readonly skipped: string } | { readonly problem: RowProblem });

/** Takes rows in one after the other; one that cannot be taken keeps no other one out. */
export async function takeEach<Item extends { readonly line: number }>(
  items: readonly Item[],
  take: (item: Item) => Promise<Effect>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const item of items) {
    try {
      outcomes.push({ line: item.line, effect: await take(item) });
    } catch (problem) {
      if (!(problem instanceof RowProblem)) throw problem;
      outcomes.push({ line: item.line, problem });
    }
  }
  return outcomes;
}
