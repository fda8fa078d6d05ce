import assert from "node:assert/strict";
import { remembering } from "../../src/values/remembering.ts";

Deno.test("a result is computed once, until there are too many", () => {
  const computed: string[] = [];
  const lengthOf = remembering(2, (text) => {
    computed.push(text);
    return text.length || undefined;
  });
  for (const text of ["", "", "a", "a", "", "bb", "a"]) {
    assert.equal(lengthOf(text), text.length || undefined);
  }
  assert.deepEqual(computed, ["", "a", "bb", "a"]);
});
