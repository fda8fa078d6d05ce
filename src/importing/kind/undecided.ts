import type { MenuItem } from "../../restaurant/menu/menu_items.ts";
import { RowProblem } from "../cells/row_problem.ts";

/** An item that a row may mean. */
export type Candidate = Pick<MenuItem, "id" | "name" | "category">;

const SHOWN = 5;

/** A row that may mean several items and needs a decision. */
export class Undecided extends RowProblem {
  readonly wanted: string;
  readonly candidates: readonly Candidate[];

  constructor(field: string, wanted: string, candidates: readonly Candidate[]) {
    super(field, `'${wanted}' may be ${choices(candidates)}; say which in category`);
    this.wanted = wanted;
    this.candidates = candidates;
  }
}

function choices(candidates: readonly Candidate[]): string {
  const shown = candidates.slice(0, SHOWN).map(({ id, name, category }) =>
    `${name} in ${category} (${id})`
  );
  const more = candidates.length - SHOWN;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(" or ");
}
