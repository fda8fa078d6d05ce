import { visibleText } from "../../values/text.ts";
import { storableText } from "../cells/private_text.ts";
import { withoutContacts } from "./contacts.ts";

/** Longest text of a guest that is kept, in characters. */
const LONGEST_TEXT = 20_000;

/**
 * A guest's text as it is stored: line by line, without e-mail addresses, phone, card and account
 * numbers, handles, and invisible characters.
 */
export function guestText(text: string): string {
  const lines = text.slice(0, 2 * LONGEST_TEXT).split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => storableText(withoutContacts(visibleText(line)), LONGEST_TEXT))
    .filter((line) => line !== "");
  return lines.join("\n").slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/u, "");
}

/**
 * What two copies of one review have in common, regardless of spaces, capitals and punctuation;
 * empty for a text of signs alone: 👍👍👍.
 */
export function textKey(text: string): string {
  return visibleText(text).normalize("NFKC").toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
