import { visibleText } from "../../values/text.ts";
import { storableText } from "../cells/private_text.ts";

/** Longest text of a guest that is kept, in characters. */
const LONGEST_TEXT = 20_000;

const REMOVED = "[removed]";
const DIGIT_WORD = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)";
/** What leads to a guest besides what no stored text keeps: e-mail, telephone and card numbers. */
const CONTACTS: readonly RegExp[] = [
  // A handle of a social network, and a page of one.
  /(?<![\p{L}\p{N}.])@[A-Za-z0-9_][A-Za-z0-9_.]{0,28}[A-Za-z0-9_]/gu,
  /(?<![\p{L}\p{N}])u\/[\w-]{3,20}/giu,
  /(?<![\p{L}\p{N}])(?:https?:\/\/)?(?:www\.|m\.)?(?:instagram|facebook|fb|twitter|x|tiktok|snapchat|linkedin|t|wa)\.(?:com|me)\/[^\s<>"')]+/giu,
  /(?<=\b(?:insta|instagram|ig|snap|snapchat|tiktok|telegram|twitter|whatsapp|facebook|fb|skype)(?: is)? ?[:=] ?)(?=[\d.-]*[a-z_])[\w.-]{3,30}/giu,
  // An address that is spelled out.
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64} ?[[({] ?at ?[\])}] ?[\p{L}\p{N}-]{1,63}(?: ?(?:\.|[[({] ?dot ?[\])}]) ?\p{L}{2,24}){1,3}/giu,
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64} at [\p{L}\p{N}-]{1,63}(?: dot (?:com?|net|org|info|me|in|uk|au|us|io))+\b/giu,
  // Bank accounts, numbers of the social security, telephone numbers in words or other digits.
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/gu,
  /(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)/gu,
  new RegExp(`\\b${DIGIT_WORD}(?:[ ,-]{1,2}${DIGIT_WORD}){6,}\\b`, "giu"),
  /(?:[^\P{Nd}0-9][ ().\/-]{0,2}){7,}/gu,
];

/**
 * A guest's text as it is stored: line by line, without e-mail addresses, phone, card and account
 * numbers, handles, and invisible characters.
 */
export function guestText(text: string): string {
  const lines = text.slice(0, 2 * LONGEST_TEXT).split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => storableText(withoutContacts(line), LONGEST_TEXT))
    .filter((line) => line !== "");
  return lines.join("\n").slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/u, "");
}

function withoutContacts(line: string): string {
  return CONTACTS.reduce(
    (rest, pattern) => rest.replaceAll(pattern, REMOVED),
    visibleText(line),
  );
}

/** What two copies of one review have in common, regardless of spaces, capitals and punctuation. */
export function textKey(text: string): string {
  return visibleText(text).normalize("NFKC").toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
