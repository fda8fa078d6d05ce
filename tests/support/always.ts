import fc from "fast-check";

/** One seed: a property that fails on one machine fails on every one. */
const SEED = 20261123;

/** Asserts a property on many examples, the same ones each time. */
export function always<Example>(property: fc.IProperty<Example>): void {
  fc.assert(property, { seed: SEED });
}

/** As `always`, for properties that need a database; `runs` keeps them quick. */
export async function alwaysAsync<Example>(
  property: fc.IAsyncProperty<Example>,
  runs: number,
): Promise<void> {
  await fc.assert(property, { seed: SEED, numRuns: runs });
}
