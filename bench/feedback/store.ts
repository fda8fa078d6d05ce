// deno-lint-ignore-file no-non-null-assertion -- a script of its own
import { deflateSync } from "node:zlib";
import { MOST_SHARED, type StoredLinearModel } from "../../src/restaurant/feedback/model/linear.ts";
import type { Fit } from "./logistic.ts";
import type { Vocabulary } from "./prepare.ts";

/**
 * Keeps the features that move scores most over all examples, with weights of 8 bits: a large weight
 * on a rare feature changes less than a small one on a common feature.
 */
export function storeLinear(
  fits: readonly Fit[],
  { names, counts }: Vocabulary,
  most: number,
): StoredLinearModel {
  const kept = names.map((name, id) => ({
    name,
    id,
    effect: Math.max(...fits.map(({ weights }) => Math.abs(weights[id]!))) * Math.sqrt(counts[id]!),
  }))
    .filter(({ effect }) => effect > 0)
    .sort((left, right) => right.effect - left.effect || left.id - right.id)
    .slice(0, most)
    .sort((left, right) => left.id - right.id);
  const steps = fits.map(({ weights }) =>
    kept.reduce((top, { id }) => Math.max(top, Math.abs(weights[id]!)), 1e-9) / 127
  );
  const bytes = new Int8Array(kept.length * fits.length);
  kept.forEach(({ id }, place) => {
    fits.forEach(({ weights }, output) =>
      bytes[place * fits.length + output] = Math.round(weights[id]! / steps[output]!)
    );
  });
  return {
    features: deflated(new TextEncoder().encode(frontCoded(kept.map(({ name }) => name)))),
    biases: fits.map(({ bias }) => Number(bias.toFixed(5))),
    steps: steps.map((step) => Number(step.toPrecision(6))),
    weights: deflated(new Uint8Array(bytes.buffer)),
  };
}

function deflated(bytes: Uint8Array): string {
  return new Uint8Array(deflateSync(bytes, { level: 9 })).toBase64();
}

/** Sorted names, each without what it shares with the one before; `readLinearModel` joins them. */
function frontCoded(names: readonly string[]): string {
  return names.map((name, at) => {
    const before = names[at - 1] ?? "";
    let shared = 0;
    while (shared < MOST_SHARED && shared < name.length && name[shared] === before[shared]) {
      shared++;
    }
    if (!name.slice(shared).isWellFormed()) shared--;
    return shared.toString(36) + name.slice(shared);
  }).join("\n");
}

/** Weights of a small model with few digits. */
export function storeDense(model: readonly (readonly number[])[]): number[][] {
  return model.map((row) => row.map((weight) => Number(weight.toFixed(4))));
}
