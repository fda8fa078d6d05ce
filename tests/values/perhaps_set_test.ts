import assert from "node:assert/strict";
import { perhapsSet } from "../../src/values/perhaps_set.ts";

Deno.test("a set knows all that was added, and takes little else for it", () => {
  const set = perhapsSet();
  const texts = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${prefix}\n${at * 7}`);
  const added = texts("downtown", 100_000);
  for (const text of added) set.add(text);
  assert.ok(added.every((text) => set.mayHave(text)));
  const mistaken = texts("harbour", 100_000).filter((text) => set.mayHave(text));
  assert.ok(mistaken.length < 2_000, `${mistaken.length}`);
});
