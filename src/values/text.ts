/** Control characters, and marks that turn the direction of a text or hide in it. */
const INVISIBLE = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

/** Printable ASCII with single spaces: most texts, and they need no closer look. */
const PLAIN = /^[!-~]*(?: [!-~]+)*$/;

/** A text on one line, without control characters and needless spaces. */
export function visibleText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replaceAll(INVISIBLE, " ").replaceAll(/\s+/gu, " ").trim();
}
