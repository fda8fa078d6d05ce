import assert from "node:assert/strict";
import { storeLinear } from "../../../bench/feedback/store.ts";
import { linearScores, readLinearModel } from "../../../src/restaurant/feedback/model/linear.ts";

const names = ["*good", "*good food", "😀", "😁"];
const ids = new Map(names.map((name, id) => [name, id]));

function stored(weights: readonly number[], counts: readonly number[], most: number) {
  const fit = { weights: Float64Array.from(weights), bias: 0.5 };
  return readLinearModel(storeLinear([fit], { names, ids, counts }, most));
}

Deno.test("a stored model scores as it was learnt, to a 127th of its largest weight", () => {
  const weights = [1.27, -0.4, 0.33, -0.75];
  const model = stored(weights, [1, 1, 1, 1], 4);
  weights.forEach((weight, at) => {
    const name = names[at] ?? "";
    const [score = 0] = linearScores(model, [name]);
    assert.ok(Math.abs(score - 0.5 - weight) <= 0.005 + 1e-6, `${name}: ${score}`);
  });
});

Deno.test("a common feature is kept before a rare one with a larger weight", () => {
  const model = stored([0.5, 1, 0.01, 1.2], [100, 4, 100, 1], 2);
  assert.deepEqual([...model.places.keys()], ["*good", "*good food"]);
});
