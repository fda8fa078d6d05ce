import { storableText } from "../cells/private_text.ts";
import { RowProblem } from "../cells/row_problem.ts";
import type { ImportRecord } from "../kind/kind.ts";

/** A name as people compare it: regardless of capitals. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

/**
 * The text of a required column.
 *
 * @throws {RowProblem} if it is empty.
 */
export function requiredText(
  { cell }: Pick<ImportRecord, "cell">,
  field: string,
): string {
  const text = storableText(cell(field));
  if (text === "") throw new RowProblem(field, "is empty");
  return text;
}
