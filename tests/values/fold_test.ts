import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import { foldText, foldWords } from "../../src/values/fold.ts";

for (
  const [a, b] of [
    ["élodie", "ÉLODIE"],
    ["CAFÉ", "cafe"],
    ["Cafe\u0301", "Café"],
    ["über", "UBER"],
    ["Straße", "STRASSE"],
    ["Łódź", "lodz"],
    ["smørrebrød", "Smorrebrod"],
    ["İSKENDER", "iskender"],
    ["Œuf", "oeuf"],
    ["ΣΟΦΌΣ", "σοφος"],
    ["ЁЛКА", "елка"],
    ["ﬁlet", "Filet"],
    ["ｶﾞｽ", "ガス"],
  ] as const
) {
  Deno.test(`'${a}' finds '${b}'`, () => assert.equal(foldText(a), foldText(b)));
}

Deno.test("marks that are sounds of their own stay: が is not か", () => {
  assert.notEqual(foldText("が"), foldText("か"));
  assert.notEqual(foldText("हिंदी"), foldText("हद"));
});

Deno.test("words are told apart by one space, whatever the signs", () => {
  assert.equal(foldWords("Joe’s Café-Crème (No. 2)"), "joes cafe creme no 2");
});

Deno.test("what is folded stays as it is when folded again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      assert.equal(foldText(foldText(text)), foldText(text));
    }),
    { seed: 7, numRuns: 500 },
  );
});
