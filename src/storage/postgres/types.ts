/** The types whose values PostgreSQL sends as text: `bigint`, and the sum of such numbers. */
const [BIGINT, NUMERIC] = [20, 1700];

/**
 * Whole numbers as JavaScript's, so that rows are the same on every engine.
 *
 * @throws {RangeError} for one that JavaScript cannot hold exactly.
 */
export function parserOf(type: number): ((text: string) => number) | undefined {
  return type === BIGINT || type === NUMERIC ? exactNumber : undefined;
}

function exactNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) || text.includes(".")) return number;
  throw new RangeError(`${text} is too large a number to be exact`);
}
