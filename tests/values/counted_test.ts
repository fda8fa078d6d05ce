import assert from "node:assert/strict";
import { counted } from "../../src/values/counted.ts";

Deno.test("singular, plural and thousands separators", () => {
  const texts = [0, 1, 2, 49_574].map((number) => counted(number, "row"));
  assert.deepEqual(texts, ["0 rows", "1 row", "2 rows", "49,574 rows"]);
});
