import assert from "node:assert/strict";
import { feedbackModel, MODEL_VERSION } from "../../../src/restaurant/feedback/load_model.ts";

Deno.test("the model's version is known without unpacking the model", async () => {
  assert.equal(MODEL_VERSION, (await feedbackModel()).version);
});
