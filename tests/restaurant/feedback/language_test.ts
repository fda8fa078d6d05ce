import assert from "node:assert/strict";
import { guessLanguage } from "../../../src/restaurant/feedback/model/language.ts";

Deno.test("short texts in other languages are not taken for English", () => {
  const texts = {
    es: ["Pésimo servicio", "Muy mal, no volveré nunca.", "Me puse enfermo después de cenar."],
    nl: ["Lekker gegeten"],
    de: ["Das Essen war leider nicht gut."],
  };
  for (const [code, written] of Object.entries(texts)) {
    for (const text of written) assert.equal(guessLanguage(text).code, code, text);
  }
});

Deno.test("small words that other languages share do not make English another one", () => {
  for (
    const text of [
      "No smile, no hello, no eye contact, no cutlery.",
      "I came, I saw, I left",
      "A small Coke is a fiver, a FIVER.",
      "pizza cold, never again",
    ]
  ) assert.equal(guessLanguage(text).code, "en", text);
});
