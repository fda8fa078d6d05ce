import { visibleText } from "../../values/text.ts";
import { storableText } from "../cells/private_text.ts";

/** Longest text of a guest that is kept, in characters. */
const LONGEST_TEXT = 20_000;

/** A handle of a social network. */
const HANDLE = /(?<![\p{L}\p{N}.])@[A-Za-z0-9_][A-Za-z0-9_.]{0,28}[A-Za-z0-9_]/gu;

/**
 * A guest's text as it is stored: line by line, without e-mail addresses, phone and card numbers,
 * handles, and invisible characters.
 */
export function guestText(text: string): string {
  const lines = text.slice(0, 2 * LONGEST_TEXT).split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => storableText(line.replaceAll(HANDLE, "[removed]"), LONGEST_TEXT))
    .filter((line) => line !== "");
  return lines.join("\n").slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/u, "");
}

/** What two copies of one review have in common, regardless of spaces, capitals and punctuation. */
export function textKey(text: string): string {
  return visibleText(text).normalize("NFKC").toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
