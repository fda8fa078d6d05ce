import { visibleText } from "../../values/text.ts";

/** The longest free text that is stored, in characters. */
const LONGEST_TEXT = 200;
const REMOVED = "[removed]";
const FEWEST_CARD_DIGITS = 13;
const MOST_CARD_DIGITS = 19;

/** As long as addresses can be: without a bound a long word takes the square of its length. */
const EMAIL = /[^\s@<>,;:()]{1,64}@[^\s@<>,;:()]{1,255}\.[^\s@<>,;:().]{2,63}/g;
/** Groups of digits with single spaces, dashes or points between them. */
const DIGIT_GROUPS = /\d(?:[ .-]?\d){12,}/g;
const PHONES = [
  /\+\s?\d(?:[ ().\/-]{0,2}\d){6,14}(?!\d)/g,
  /(?<![\d.,])0\d(?:[ ().\/-]{0,2}\d){7,10}(?!\d)/g,
  /(?<!\d)\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]?\d{4}(?!\d)/g,
  /(?<!\d)\d{3}-\d{4}(?!\d)/g,
  /(?<!\d)\d{9,12}(?!\d)/g,
];

/** What keeps spreadsheets from treating a text as a formula; exports write it, too. */
const NO_FORMULA = /^'(?=[=+\-@])/;

/**
 * A text from a file as it may be stored: without card numbers, e-mail addresses, telephone numbers,
 * invisible characters and the apostrophe before a formula, and not too long.
 */
export function storableText(text: string, longest: number = LONGEST_TEXT): string {
  // Most files have no column for most of the texts that a row may have.
  if (text === "") return text;
  // Far more than what stays, so that no number is cut before it is recognised.
  const beginning = text.length > 8 * longest ? text.slice(0, 8 * longest) : text;
  const visible = visibleText(beginning).replace(NO_FORMULA, "");
  return shorten(withoutPersonalData(visible), longest);
}

function withoutPersonalData(text: string): string {
  if (!/@|\d\D{0,3}\d\D{0,3}\d/.test(text)) return text;
  const bare = text.replaceAll(EMAIL, REMOVED).replaceAll(DIGIT_GROUPS, withoutCards);
  return PHONES.reduce((rest, pattern) => rest.replaceAll(pattern, REMOVED), bare);
}

/** Cuts out every stretch of whole groups that has 13 to 19 digits and passes the Luhn check. */
function withoutCards(run: string): string {
  const parts = run.split(/([ .-])/);
  const kept: string[] = [];
  // Groups and what separates them alternate.
  for (let at = 0; at < parts.length;) {
    const end = at % 2 === 0 ? endOfCard(parts, at) : undefined;
    kept.push(end === undefined ? parts[at] ?? "" : REMOVED);
    at = end ?? at + 1;
  }
  return kept.join("");
}

/** The end of the longest card number that starts with the group at `from`. */
function endOfCard(parts: readonly string[], from: number): number | undefined {
  let digits = "";
  let end: number | undefined;
  for (let at = from; at < parts.length && digits.length < MOST_CARD_DIGITS; at += 2) {
    digits += parts[at];
    const fits = digits.length >= FEWEST_CARD_DIGITS && digits.length <= MOST_CARD_DIGITS;
    if (fits && passesLuhn(digits)) end = at + 1;
  }
  return end;
}

/** The check digit of payment cards: ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  const values = [...digits].reverse().map(Number);
  const sum = values.reduce((total, digit, index) => {
    const weighted = index % 2 === 0 ? digit : digit * 2;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}

function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `${[...text].slice(0, longest - 1).join("")}…`;
}
