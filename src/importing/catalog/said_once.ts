import { RowProblem } from "../cells/row_problem.ts";

/** Watches that a file says one thing about each subject. */
export type SaidOnce = (subject: string, line: number, said: unknown) => "first" | "again";

/**
 * Remembers what the rows of a file said.
 *
 * @param field The column that names the subject.
 * @throws {RowProblem} The returned function throws it if a row contradicts an earlier one.
 */
export function saidOnce(field: string): SaidOnce {
  const rows = new Map<string, { readonly line: number; readonly text: string }>();
  return (subject, line, said) => {
    const text = JSON.stringify(said);
    const earlier = rows.get(subject);
    if (earlier === undefined) {
      rows.set(subject, { line, text });
      return "first";
    }
    if (earlier.text === text) return "again";
    throw new RowProblem(field, `is on line ${earlier.line} already, with other values`);
  };
}
