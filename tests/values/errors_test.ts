import assert from "node:assert/strict";
import { RestaurantError } from "../../src/values/errors.ts";

Deno.test("an error for people carries its code, message and what to do next", () => {
  const error = new RestaurantError("NOT_FOUND", "There is no such order.", { hint: "List them." });
  assert.ok(error instanceof Error);
  assert.equal(error.name, "RestaurantError");
  assert.equal(error.code, "NOT_FOUND");
  assert.equal(error.message, "There is no such order.");
  assert.deepEqual(error.details, { hint: "List them." });
  assert.deepEqual(new RestaurantError("CONFLICT", "Changed since.").details, {});
});
