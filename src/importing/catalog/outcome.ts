import { RowProblem } from "../cells/row_problem.ts";

/** What a row did that was taken in, or that it said nothing new. */
export type Effect = "added" | "changed" | "unchanged";

/** What became of the row on a line. */
export type CatalogOutcome =
  & { readonly line: number }
  & ({ readonly effect: Effect } | { readonly problem: RowProblem });

/** Takes rows in one after the other; one that cannot be taken keeps no other one out. */
export async function takeEach<Item extends { readonly line: number }>(
  items: readonly Item[],
  take: (item: Item) => Promise<Effect>,
): Promise<CatalogOutcome[]> {
  const outcomes: CatalogOutcome[] = [];
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
