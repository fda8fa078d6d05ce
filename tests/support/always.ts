import { fc } from "../packages/fast_check.ts";
import { effort } from "./effort.ts";
import { type Engine, SQLITE } from "./engines.ts";

/** One seed: a property that fails on one machine fails on every one. */
const SEED = 20261123;

/** Asserts a property on many examples, the same ones each time. */
export function always<Example>(property: fc.IProperty<Example>): void {
  fc.assert(property, { seed: SEED });
}

/**
 * As `always`, for properties that need a database; `runs` keeps them quick, and fewer do where each
 * question goes to a server.
 */
export async function alwaysAsync<Example>(
  property: fc.IAsyncProperty<Example>,
  runs: number,
  { slowness }: Pick<Engine, "slowness"> = SQLITE,
): Promise<void> {
  await fc.assert(property, {
    seed: SEED,
    numRuns: Math.ceil(runs / slowness / effort({ quick: 3, thorough: 1 })),
  });
}
