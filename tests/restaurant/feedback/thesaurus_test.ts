import assert from "node:assert/strict";
import { readLexiconFiles } from "../../../bench/feedback/lexicon_files.ts";
import { clauses } from "../../../src/restaurant/feedback/model/clauses.ts";
import { features } from "../../../src/restaurant/feedback/model/features.ts";
import { readLexicon } from "../../../src/restaurant/feedback/model/lexicon.ts";
import { tag } from "../../../src/restaurant/feedback/model/tag.ts";
import { tokenise } from "../../../src/restaurant/feedback/model/tokens.ts";

const lexicon = readLexicon(await readLexiconFiles("data/feedback"));

function tagged(text: string) {
  return tag(tokenise(text, lexicon.isKnown), lexicon);
}

function groupsOf(text: string): string[] {
  return tagged(text).flatMap(({ groups }) => groups);
}

Deno.test("words that mean the same share a group, in any form", () => {
  for (const text of ["The kitchen dawdled", "Glacial kitchen", "The kitchen is plodding along"]) {
    assert.ok(groupsOf(text).includes("slow"), text);
  }
});

Deno.test("phrases are found with other pronouns and tenses, and across a hyphen", () => {
  assert.ok(groupsOf("He kept rolling his eyes").includes("gesture_bad"));
  assert.ok(groupsOf("A melt-in-the-mouth brisket").includes("tender"));
});

Deno.test("a group with an opinion lends it to words that the other lists lack", () => {
  assert.ok(tagged("The brisket was desiccated").some(({ valence }) => valence < 0));
  assert.ok(tagged("The brisket was not desiccated").some(({ valence }) => valence > 0));
});

Deno.test("groups are features, with their negation and their subject", () => {
  const found = features(tagged("Our waiter was not snippy"));
  assert.ok(found.has("&-rude"));
  assert.ok(found.has("&s:-rude"));
});

Deno.test("minutes in words count as those in digits", () => {
  assert.ok(features(tagged("It came in ten minutes")).has("#soon"));
  assert.ok(features(tagged("It came in ninety minutes")).has("#long"));
});

Deno.test("a hyphen inside a word is no end of a clause, one between words is", () => {
  assert.equal(clauses(tagged("We had a well-cooked steak")).length, 1);
  assert.equal(clauses(tagged("The steak was lovely - the waiter was rude")).length, 2);
});
