const REMOVED = "[removed]";
const DIGIT_WORD = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)";

/** A part of an address between its dots, as loose as e-mail addresses are. */
const PART = "[^\\s@<>,;:()\\[\\]{}.]{1,64}";
const HOST = "(?!\\d{1,2}(?!\\d))[\\p{L}\\p{N}-]{1,63}";
/** A dot that has no blank behind it only: that one ends a sentence. */
const DOT = "(?:\\.| \\. ?)";
/** Ends of addresses that are words, too, count without blanks only: "@ Luigi. In the evening". */
const ENDING = "(?:com|net|org|edu|gov|info|biz|co ?\\. ?(?:uk|in|au|nz|za|jp|br|kr|il|id|th)|" +
  "co|io|uk|au|ca|de|fr|es|nl|eu|ch|ie|nz|jp|cn|br|mx|ru|pl|se|dk|fi|pt|gr|hk|sg)";
const ATTACHED_ENDING = `(?:${ENDING}|in|it|me|us|at|be|no|my|id|th|vn|kr|ae|za|app|dev|email)`;
const AFTER = "(?![\\p{L}\\p{N}]|\\.[\\p{L}\\p{N}])";
const SPELLED_DOT = "(?: dot | ?[\\[({] ?dot ?[\\])}] ?)";
const SPELLED_SIGN = `(?:${SPELLED_DOT}| (?:underscore|dash|hyphen|minus|plus) )`;
const SPELLED = "[\\p{L}\\p{N}._%+-]{1,64}";
/** The parts in front of the last one, whose dots are spelled out. */
const BEFORE = `(?<![\\p{L}\\p{N}._%+-])(?:${SPELLED}${SPELLED_SIGN}){0,4}?${SPELLED}`;

const ADDRESSES: readonly RegExp[] = [
  // With blanks around its signs: jane.doe @ gmail . com.
  new RegExp(
    `(?<![^\\s<>,;:()])${PART}(?:${DOT}${PART}){0,4} ?@ ?${HOST}(?:${DOT}${HOST}){0,3}?` +
      `(?:\\.${ATTACHED_ENDING}| \\. ?${ENDING}|\\. (?:com|net|org))${AFTER}`,
    "giu",
  ),
  // Spelled out.
  new RegExp(
    `${BEFORE} ?[[({] ?at ?[\\])}] ?[\\p{L}\\p{N}-]{1,63}` +
      `(?: ?(?:\\.|[[({] ?dot ?[\\])}]) ?\\p{L}{2,24}){1,3}`,
    "giu",
  ),
  new RegExp(
    `${BEFORE} at [\\p{L}\\p{N}-]{1,63}(?: dot (?:com?|net|org|info|me|in|uk|au|us|io))+\\b`,
    "giu",
  ),
];

/** Thousands at both ends are a range of prices: 75000-80000. */
const PRICES = "\\d{2,3}00[ -]\\d{2,3}00";
/** What numbers of orders stand behind. */
const ORDER = "(?:order|receipt|bill|invoice|ticket|check|ref|reference)" +
  "(?: (?:no\\.?|number|nr\\.?|id|is|was))?:? ?#?";

const NUMBERS: readonly RegExp[] = [
  // Bank accounts, before a part of one is taken for a telephone number.
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/gu,
  // Abroad: 0044 20 7946 0958.
  /(?<![\p{Nd}.,#])00[ -]?[1-9](?:[ ().\/-]{0,2}\d){7,13}(?!\d)/gu,
  // (0)20-7946-0958, with or without a country.
  /(?:(?<!\d)(?:\+ ?|00)\d{1,3}[ .-]?)?(?<![\p{Nd}.,])\(0\)[ .-]?[1-9](?:[ ().\/-]{0,2}\d){7,10}(?!\d)/gu,
  // Mobiles of India: 98765-43210.
  new RegExp(
    `(?<![\\p{Nd}.,#$€£₹+-])(?<!${ORDER})(?!${PRICES}(?!\\d))` +
      "(?:\\+ ?91[ -]?|91[ -]|0[ -]?)?[6-9]\\d{4}[ -]\\d{5}(?![\\d.,]*\\d)",
    "giu",
  ),
  // Numbers of the social security, telephone numbers in words or other digits.
  /(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)/gu,
  new RegExp(`\\b${DIGIT_WORD}(?:[ ,-]{1,2}${DIGIT_WORD}){6,}\\b`, "giu"),
  /(?:[^\P{Nd}0-9][ ().\/-]{0,2}){7,}/gu,
];

/** A handle of a social network, and a page of one. */
const HANDLES: readonly RegExp[] = [
  /(?<![\p{L}\p{N}.])@[A-Za-z0-9_][A-Za-z0-9_.]{0,28}[A-Za-z0-9_]/gu,
  /(?<![\p{L}\p{N}])u\/[\w-]{3,20}/giu,
  /(?<![\p{L}\p{N}])(?:https?:\/\/)?(?:www\.|m\.)?(?:instagram|facebook|fb|twitter|x|tiktok|snapchat|linkedin|t|wa)\.(?:com|me)\/[^\s<>"')]+/giu,
  /(?<=\b(?:insta|instagram|ig|snap|snapchat|tiktok|telegram|twitter|whatsapp|facebook|fb|skype)(?: is)? ?[:=] ?)(?=[\d.-]*[a-z_])[\w.-]{3,30}/giu,
];

/** A line without what leads to a guest, besides what no stored text keeps. */
export function withoutContacts(line: string): string {
  return [...ADDRESSES, ...HANDLES, ...NUMBERS].reduce(
    (rest, pattern) => rest.replaceAll(pattern, REMOVED),
    line,
  );
}
