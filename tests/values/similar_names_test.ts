import assert from "node:assert/strict";
import { similarNames } from "../../src/values/similar_names.ts";

const MENU = [
  { id: "BURGER00", name: "Cheeseburger" },
  { id: "BURGER01", name: "Bacon cheeseburger" },
  { id: "BURGER02", name: "Veggie burger" },
  { id: "BURGER03", name: "Burger of the day" },
  { id: "SALAD000", name: "Caesar salad" },
];

function similar(text: string): string[] {
  return similarNames(text, MENU).map(({ name }) => name);
}

Deno.test("the names most like a text come first, at most three", () => {
  assert.deepEqual(similar("chese burger").slice(0, 1), ["Cheeseburger"]);
  assert.equal(similar("burger").length, 3);
  assert.deepEqual(similar("CAESAR SALAT"), ["Caesar salad"]);
});

Deno.test("an id with a slip is found, too", () => {
  assert.deepEqual(similar("SALAD00O"), ["Caesar salad"]);
});

Deno.test("a text unlike any name finds nothing, however long it is", () => {
  assert.deepEqual(similar("espresso"), []);
  assert.deepEqual(similar(""), []);
  assert.deepEqual(similar("x".repeat(1_000_000)), []);
});
