import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import type { Registry } from "../../../src/mcp/registry.ts";
import type { Exchange } from "../edge.ts";
import { effort } from "../effort.ts";
import { openTarget } from "./target.ts";

const SEED = Number(Deno.env.get("FUZZ_SEED") ?? 20261125);
const RUNS = Number(
  Deno.env.get("FUZZ_RUNS") ?? effort({ quick: 5_000, thorough: 100_000 }),
);

/** Fewer do not reach everything. */
const ENOUGH = 50_000;

/** The question to the server. */
export interface Subject {
  readonly what: string;
  /** Its part of all questions, in hundredths. */
  readonly share: number;
  /** The questions, for a server that offers this. */
  of(registry: Registry): fc.Arbitrary<Exchange>;
  /** Names of what must have answered, and must have refused something. */
  reaches?(registry: Registry): readonly string[];
}

/**
 * Asks, and fails if the server breaks or an answer leaks something. The questions are the same
 * every time; `FUZZ_SEED=7 FUZZ_RUNS=1000000 deno test -A tests/abuse` asks others, and more. A
 * failure prints its seed and the question, shrunk as far as it still fails.
 */
export function fuzz({ what, share, of, reaches }: Subject): void {
  Deno.test(`nothing breaks the server and nothing leaks: ${what}`, async () => {
    await using target = await openTarget();
    const survives = fc.asyncProperty(of(target.registry), async (exchange) => {
      await target.survives(exchange);
    });
    await fc.assert(survives, { seed: SEED, numRuns: Math.ceil(RUNS * share / 100) });
    if (RUNS < ENOUGH || reaches === undefined) return;
    const names = reaches(target.registry);
    const never = (outcome: string) =>
      names.filter((name) => !target.outcomes.has(`${name} ${outcome}`));
    assert.deepEqual(never("ok"), [], "they never answered");
    assert.deepEqual(never("INVALID_INPUT"), [], "they never refused anything");
  });
}
