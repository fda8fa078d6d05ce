import { RowProblem } from "../cells/row_problem.ts";
import type { Effect, Outcome } from "../kind/outcome.ts";

/** A row that is part of something: what it says, or what is wrong with it. */
export type Part<Value> =
  & { readonly line: number }
  & ({ readonly value: Value } | { readonly problem: RowProblem });

/** Reads a row. */
export function readPart<Value>(line: number, read: () => Value): Part<Value> {
  try {
    return { line, value: read() };
  } catch (problem) {
    if (!(problem instanceof RowProblem)) throw problem;
    return { line, problem };
  }
}

/**
 * Takes rows that belong together, all of them or none.
 *
 * @param take Returns the outcome of each value in turn.
 */
export async function takeWhole<Value>(
  parts: readonly Part<Value>[],
  take: (values: readonly Value[]) => Promise<readonly Effect[]>,
): Promise<Outcome[]> {
  const faulty = parts.find((part) => "problem" in part);
  if (faulty === undefined) {
    const effects = await take(parts.flatMap((part) => "value" in part ? [part.value] : []));
    return parts.map(({ line }, index) => ({ line, effect: effects[index] ?? "unchanged" }));
  }
  const problem = new RowProblem("row", `belongs with line ${faulty.line}, which cannot be taken`);
  return parts.map((part) => ({
    line: part.line,
    problem: "problem" in part ? part.problem : problem,
  }));
}

/**
 * Rejects a part that is already among the others.
 *
 * @param problemAt The problem of a part that was first on this line.
 */
export function withoutRepeats<Value>(
  parts: readonly Part<Value>[],
  keyOf: (value: Value) => string,
  problemAt: (line: number) => RowProblem,
): Part<Value>[] {
  const lines = new Map<string, number>();
  return parts.map((part) => {
    if (!("value" in part)) return part;
    const key = keyOf(part.value);
    const earlier = lines.get(key);
    if (earlier !== undefined) return { line: part.line, problem: problemAt(earlier) };
    lines.set(key, part.line);
    return part;
  });
}
