// deno-lint-ignore-file no-non-null-assertion -- a script of its own
import { MOST_SHARED, type StoredLinearModel } from "../../src/restaurant/feedback/model/linear.ts";
import type { Fit } from "./logistic.ts";

/** Keeps the features that weigh most, with weights of 8 bits. */
export function storeLinear(
  fits: readonly Fit[],
  names: readonly string[],
  most: number,
): StoredLinearModel {
  const kept = names.map((name, id) => ({
    name,
    id,
    weight: Math.max(...fits.map(({ weights }) => Math.abs(weights[id]!))),
  }))
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight || (left.name < right.name ? -1 : 1))
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
    features: frontCoded(kept.map(({ name }) => name)),
    biases: fits.map(({ bias }) => Number(bias.toFixed(5))),
    steps: steps.map((step) => Number(step.toPrecision(6))),
    weights: new Uint8Array(bytes.buffer).toBase64(),
  };
}

/** Sorted names, each without what it shares with the one before; `readLinearModel` joins them. */
function frontCoded(names: readonly string[]): string {
  return names.map((name, at) => {
    const before = names[at - 1] ?? "";
    let shared = 0;
    while (shared < MOST_SHARED && shared < name.length && name[shared] === before[shared]) {
      shared++;
    }
    return shared.toString(36) + name.slice(shared);
  }).join("\n");
}

/** Weights of a small model with few digits. */
export function storeDense(model: readonly (readonly number[])[]): number[][] {
  return model.map((row) => row.map((weight) => Number(weight.toFixed(4))));
}
