import { inflateSync } from "node:zlib";
import { sum } from "../../../values/sum.ts";

/** A linear model over named features with several outputs. */
export interface LinearModel {
  /** The place of each feature's weights. */
  readonly places: ReadonlyMap<string, number>;
  readonly outputs: number;
  /** `outputs` numbers for each feature. */
  readonly weights: Float32Array;
  readonly biases: readonly number[];
}

/**
 * A linear model as it is stored: weights of 8 bits, in steps of `steps[output]`. Names and weights
 * are deflated and in base64.
 */
export interface StoredLinearModel {
  /** Feature names, one a line, each as the length that it shares with the one before, and the rest. */
  readonly features: string;
  readonly biases: readonly number[];
  readonly steps: readonly number[];
  /** One signed byte for each feature and output. */
  readonly weights: string;
}

/** The most that a stored name shares with the one before: one digit to base 36. */
export const MOST_SHARED = 35;

/** The value of each output for the features that a text has. */
export function linearScores(model: LinearModel, features: Iterable<string>): number[] {
  const scores = [...model.biases];
  for (const feature of features) {
    const place = model.places.get(feature);
    if (place === undefined) continue;
    for (let output = 0; output < model.outputs; output++) {
      scores[output] = (scores[output] ?? 0) + (model.weights[place * model.outputs + output] ?? 0);
    }
  }
  return scores;
}

/** Unpacks a stored model. */
export function readLinearModel(stored: StoredLinearModel): LinearModel {
  const bytes = new Int8Array(inflated(stored.weights));
  const outputs = stored.biases.length;
  const weights = Float32Array.from(bytes, (byte, at) => byte * (stored.steps[at % outputs] ?? 0));
  let name = "";
  const places = new Map(
    new TextDecoder().decode(inflated(stored.features)).split("\n").map((line, place) => {
      name = name.slice(0, Number.parseInt(line.charAt(0), 36)) + line.slice(1);
      return [name, place];
    }),
  );
  return { places, outputs, weights, biases: stored.biases };
}

function inflated(base64: string): Uint8Array {
  return inflateSync(Uint8Array.fromBase64(base64));
}

/** A small dense model: `weights[output][input]`, the last input being 1. */
export type DenseModel = readonly (readonly number[])[];

/** Probabilities of the outputs of a dense model, which add up to 1. */
export function softmax(model: DenseModel, inputs: readonly number[]): number[] {
  const scores = model.map((row) =>
    inputs.reduce((sum, input, at) => sum + input * (row[at] ?? 0), row[inputs.length] ?? 0)
  );
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = sum(powers);
  return powers.map((power) => power / total);
}
