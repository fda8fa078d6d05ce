import assert from "node:assert/strict";
import { baseForm } from "../../../src/restaurant/feedback/model/base_form.ts";

function baseOf(text: string): string {
  return text.split(" ").map(baseForm).join(" ");
}

Deno.test("inflections of a word have one base form", () => {
  for (
    const forms of [
      "dawdle dawdled dawdling dawdles",
      "stop stopped stopping stops",
      "slow slowly slowest",
      "dry drier driest dried",
      "dish dishes",
      "speedy speedily speediest",
      "eat ate eaten eating",
      "forget forgot forgotten forgets",
    ]
  ) {
    assert.equal(new Set(forms.split(" ").map(baseForm)).size, 1, forms);
  }
});

Deno.test("pronouns and tenses do not tell phrases apart", () => {
  assert.equal(baseOf("rolled her eyes"), baseOf("rolling their eyes"));
  assert.equal(baseOf("we will be back"), baseOf("i would be back"));
});

Deno.test("words that only look alike keep apart", () => {
  for (
    const [left = "", right = ""] of ["friendly friend", "hardly hard", "server serve", "need ne"]
      .map((pair) => pair.split(" "))
  ) {
    assert.notEqual(baseForm(left), baseForm(right));
  }
});
