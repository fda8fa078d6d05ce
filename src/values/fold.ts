/** Printable ASCII: only its capitals are folded. */
const ASCII = /^[\x20-\x7e]*$/;

/** The marks above and below Latin, Greek and Cyrillic letters; those of other scripts are sounds. */
const ACCENTS = /[\u0300-\u036f]+/gu;

/** Letters that Unicode does not take apart, and what people type for them. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h" },
  ...{ ŧ: "t", ς: "σ" },
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");

/**
 * A text as searches compare it: without capitals and accents, in one form of Unicode, so that
 * `élodie`, `ÉLODIE` and `Elodie` are the same. What is searched and what is searched for are folded
 * alike; the result is never shown. It keeps signs and spaces.
 */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").toLowerCase().replaceAll(ACCENTS, "").normalize("NFC")
    .replaceAll(SPECIAL, (letter) => LETTERS[letter] ?? letter);
}

/** A folded text of words only: `Café-Crème` is `cafe creme`. */
export function foldWords(text: string): string {
  return foldText(text).replaceAll(/['’]/gu, "").replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
}
