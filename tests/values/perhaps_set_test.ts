import assert from "node:assert/strict";
import { perhapsSet } from "../../src/values/perhaps_set.ts";

Deno.test("a set knows all that was added, and takes little else for it", () => {
  const set = perhapsSet();
  const texts = Array.from({ length: 100_000 }, (_, at) => `${at * 7}`);
  for (const text of texts) set.add("downtown", text);
  assert.ok(texts.every((text) => set.mayHave("downtown", text)));
  const mistaken = texts.filter((text) => set.mayHave("harbour", text));
  assert.ok(mistaken.length < 2_000, `${mistaken.length}`);
});
