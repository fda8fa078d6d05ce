import assert from "node:assert/strict";
import { chooseNamed } from "../../src/values/choose_named.ts";
import type { RestaurantError } from "../../src/values/errors.ts";

const THINGS = [
  { id: "CAFE0000", name: "Café Crème" },
  { id: "BURGER00", name: "Cheeseburger" },
  { id: "BURGER01", name: "Double Cheeseburger" },
  { id: "BOWL0000", name: "Caesar Bowl" },
];
const WORDS = { what: "dish", field: "item_id", hint: "Look at the menu." };

for (
  const [text, id] of [
    ["BURGER01", "BURGER01"],
    [" burger01 ", "BURGER01"],
    ["cafe creme", "CAFE0000"],
    ["CHEESEBURGER", "BURGER00"],
    ["caesar", "BOWL0000"],
  ] as const
) {
  Deno.test(`'${text}' is ${id}`, () => {
    assert.equal(chooseNamed(text, THINGS, WORDS).id, id);
  });
}

Deno.test("what several have is a question with their ids", () => {
  assert.throws(() => chooseNamed("burger", THINGS, WORDS), (error: RestaurantError) => {
    assert.equal(error.code, "INVALID_INPUT");
    assert.match(error.message, /BURGER00.*BURGER01/);
    return true;
  });
});

Deno.test("a misspelt name is not found, and similar names are suggested", () => {
  assert.throws(() => chooseNamed("cheseburgr", THINGS, WORDS), (error: RestaurantError) => {
    assert.equal(error.code, "NOT_FOUND");
    assert.match(
      error.message,
      /There is no dish 'cheseburgr'\. Perhaps Cheeseburger \(BURGER00\)/,
    );
    return true;
  });
});

Deno.test("signs alone name nothing", () => {
  assert.throws(() => chooseNamed("--", THINGS, WORDS), { code: "NOT_FOUND" });
});
