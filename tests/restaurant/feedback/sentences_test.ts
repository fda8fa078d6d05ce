import assert from "node:assert/strict";
import { sentences } from "../../../src/restaurant/feedback/model/sentences.ts";
import { tokenise } from "../../../src/restaurant/feedback/model/tokens.ts";

function divided(text: string): string[] {
  return sentences(tokenise(text, () => true))
    .map((tokens) => text.slice(tokens.at(0)?.start, tokens.at(-1)?.end));
}

Deno.test("'no' ends a sentence unless it counts something", () => {
  assert.deepEqual(divided("Was it cheap? No. Was it good? Oh yes."), [
    "Was it cheap?",
    "No.",
    "Was it good?",
    "Oh yes.",
  ]);
  assert.deepEqual(divided("Fish and chips no. 48. All oily."), [
    "Fish and chips no. 48.",
    "All oily.",
  ]);
});

Deno.test("a title and a short word end no sentence", () => {
  assert.deepEqual(divided("Mrs. Lee waited approx. ten minutes. Never again."), [
    "Mrs. Lee waited approx. ten minutes.",
    "Never again.",
  ]);
});
