import assert from "node:assert/strict";
import { type Labelled, readLabels, readUci } from "../../../bench/feedback/labels.ts";
import { nearDuplicates, readHeldOut, readOwn } from "../../../bench/feedback/near_duplicates.ts";

const DATA = new URL("../../../data/feedback", import.meta.url).pathname;
/** The folder of the UCI sentences, if they are at hand. */
const UCI = Deno.env.get("UCI_SENTENCES");

function sentence(text: string): Labelled[] {
  return readLabels(`0\t.\t.\t${text}`, "here", false);
}

function named(learnt: readonly Labelled[], held: readonly Labelled[]): string[] {
  return nearDuplicates(learnt, held).map((pair) => `${pair.learnt.text} | ${pair.held.text}`);
}

Deno.test("the same words and nearly the same words are near-duplicates", () => {
  const held = sentence("There was hardly any meat.");
  assert.equal(named(sentence("there was HARDLY any meat!"), held).length, 1);
  assert.equal(named(sentence("There was hardly any meat in the burrito."), held).length, 1);
  assert.equal(named(sentence("There was plenty of meat in it."), held).length, 0);
});

Deno.test("nothing that is held out is learnt from", async () => {
  const { sentences, texts } = await readHeldOut(DATA);
  assert.deepEqual(named(await readOwn(DATA), [...sentences, ...texts]), []);
});

Deno.test({
  name: "no test sentence is learnt from",
  ignore: UCI === undefined,
  fn: async () => {
    const { test } = await readUci(UCI ?? "");
    assert.deepEqual(named(await readOwn(DATA), test), []);
  },
});
