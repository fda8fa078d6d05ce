import type { Expression, ExpressionBuilder } from "kysely";

/**
 * A column plus a change, or null for a sum that becomes larger than `most`, which a column that is
 * never null refuses: so the database decides it, and no answer is waited for. A column that was too
 * large before may become smaller.
 */
export function boundedSum<Tables, Named extends keyof Tables>(
  eb: ExpressionBuilder<Tables, Named>,
  before: Expression<number>,
  change: Expression<number>,
  most: number,
): Expression<number | null> {
  const sum = eb(before, "+", change);
  const size = eb.fn<number>("abs", [sum]);
  const isBounded = eb.or([
    eb(size, "<=", eb.lit(most)),
    eb(size, "<=", eb.fn<number>("abs", [before])),
  ]);
  return eb.case().when(isBounded).then(sum).end();
}
