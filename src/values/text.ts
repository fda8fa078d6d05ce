/** Control characters, and marks that turn the direction of a text or hide in it. */
const INVISIBLE =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]+/gu;

/** Printable ASCII with single spaces: most texts, and they need no closer look. */
const PLAIN = /^[!-~]*(?: [!-~]+)*$/;

/** A text on one line, without control characters and needless spaces. */
export function visibleText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replaceAll(INVISIBLE, " ").replaceAll(/\s+/gu, " ").trim();
}

/** A visible text of at most `longest` characters; one that was cut ends in an ellipsis. */
export function boundedText(text: string, longest: number): string {
  const visible = visibleText(text);
  return visible.length <= longest ? visible : `${visible.slice(0, longest - 1).trimEnd()}…`;
}
