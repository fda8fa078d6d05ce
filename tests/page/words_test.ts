import assert from "node:assert/strict";
import { de } from "../../src/page/view/words/de.ts";
import { en } from "../../src/page/view/words/en.ts";
import { es } from "../../src/page/view/words/es.ts";
import { fr } from "../../src/page/view/words/fr.ts";
import { filled, languageFor } from "../../src/page/view/words/words.ts";

const blanks = (text: string) => text.match(/\{\w+\}/g)?.sort() ?? [];

for (const [code, words] of Object.entries({ de, es, fr })) {
  Deno.test(`${code}: every text has the blanks of the English one`, () => {
    for (const [key, text] of Object.entries(en)) {
      assert.deepEqual(blanks(words[key as keyof typeof en]), blanks(text), key);
    }
  });
}

Deno.test("the first language that has words is taken, with its own way to write numbers", () => {
  assert.equal(languageFor(["pt-BR", "de-AT", "en"]).locale, "de-AT");
  assert.equal(languageFor(["de-AT"]).words, de);
  assert.deepEqual([languageFor(["ja"]).code, languageFor([]).code], ["en", "en"]);
});

Deno.test("blanks are filled, and unknown ones stay", () => {
  assert.equal(filled("{a} of {b}", { a: 1 }), "1 of {b}");
});
