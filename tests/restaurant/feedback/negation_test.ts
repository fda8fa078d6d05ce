import assert from "node:assert/strict";
import { readLexiconFiles } from "../../../bench/feedback/lexicon_files.ts";
import { readLexicon } from "../../../src/restaurant/feedback/model/lexicon.ts";
import { tag } from "../../../src/restaurant/feedback/model/tag.ts";
import { tokenise } from "../../../src/restaurant/feedback/model/tokens.ts";

const lexicon = readLexicon(await readLexiconFiles("data/feedback"));

/** The sign of what each word of opinion holds. */
function signs(text: string): Record<string, number> {
  return Object.fromEntries(
    tag(tokenise(text, lexicon.isKnown), lexicon)
      .filter(({ valence }) => valence !== 0)
      .map(({ norm, valence }) => [norm, Math.sign(valence)]),
  );
}

Deno.test("a negation turns the opinion after it, up to a mark or a contrast", () => {
  assert.deepEqual(signs("It was not tasty, friendly though."), { tasty: -1, friendly: 1 });
  assert.deepEqual(signs("Never rude but bland."), { rude: 1, bland: -1 });
});

Deno.test("phrases negate too", () => {
  assert.deepEqual(signs("The service was far from friendly."), { friendly: -1 });
  assert.deepEqual(signs("They were anything but rude."), { rude: 1 });
});

Deno.test("a negated verb of thinking turns what was thought", () => {
  assert.deepEqual(signs("I don't think the menu was tasty."), { tasty: -1 });
});

Deno.test("what could not be more so is so", () => {
  assert.deepEqual(signs("They couldn't have been kinder."), { kinder: 1 });
  assert.deepEqual(signs("I have never been treated so rudely."), { rudely: -1 });
});

Deno.test("a negation does not turn another one", () => {
  assert.deepEqual(signs("It was not tasty and not fresh."), { tasty: -1, not: -1 });
});

Deno.test("what cannot be believed is said all the more", () => {
  assert.deepEqual(signs("We could not believe how dirty it was."), { dirty: -1 });
});

Deno.test("articles and the like do not use the reach of a negation up", () => {
  assert.deepEqual(signs("That is not my idea of a good meal."), { good: -1 });
});

Deno.test("a phrase of opinion takes no negation from the opinion that follows it", () => {
  assert.deepEqual(signs("You won't be disappointed."), { not: 1 });
  assert.deepEqual(signs("We won't be rude."), { rude: 1 });
});

Deno.test("words hold no opinion in phrases that mean something else", () => {
  assert.deepEqual(signs("It tasted like paper."), {});
  assert.deepEqual(signs("I was kind of bored."), { bored: -1 });
});
