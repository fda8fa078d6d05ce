import { staffNamed } from "../model/staff_named.ts";

/** Names that are words, too: only a capital inside of a sentence makes them names. */
const ALSO_WORDS: ReadonlySet<string> = new Set(
  ("april august june may will bill mark rich art dean grace hope faith joy rose dawn eve summer " +
    "autumn ivy olive lily daisy holly ginger pepper basil rosemary sage angel king prince best " +
    "long young short small strong wise sharp noble day love price park hall hill field wood " +
    "stone rice berry fish cook baker page brown green black white grey gray bell pearl ruby " +
    "amber jade crystal star victor max pat sue rob jack chase hunter frank gene miles fry just " +
    "carry gill case see than van the and der los las del san").split(" "),
);

/** "Thank you, Sarah, …" greets the guest. */
const GREETED =
  /(?:^|[.!?]\s*)(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|(?:thank you|thanks)(?: again| so much| very much)?),? \p{Lu}[\p{L}'-]+(?=\s*(?:[,.!–—\n-]|for\b|$))/giu;
const WHO_SERVED =
  /\p{Lu}\p{Ll}[\p{L}'-]*,? who (?:\w+ )?(?:served|looked after|took|cooked|waited|seated|greeted|prepared)/u;
const MONTH_BEFORE =
  /\b(?:in|on|of|by|until|from|since|this|next|last|\d{1,2}(?:st|nd|rd|th)?)\s+$/iu;

/** Whether a reply names someone who works there. */
export function namesStaff(text: string, employees: readonly string[]): boolean {
  const body = text.replaceAll(GREETED, " ");
  if (staffNamed(body) || WHO_SERVED.test(body)) return true;
  const names = new Set(employees.map((name) => name.toLowerCase()));
  return [...body.matchAll(/\p{L}[\p{L}'-]*/gu)].some(({ 0: word, index }) => {
    const name = word.toLowerCase().replace(/'s?$/u, "");
    if (!names.has(name)) return false;
    return !ALSO_WORDS.has(name) || isName(word, body.slice(0, index));
  });
}

/** Whether a word that may be a name is one, after what stands before it. */
function isName(word: string, before: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(word) && /[\p{L}\d,'"] *$/u.test(before) && !/\n *$/.test(before) &&
    !MONTH_BEFORE.test(before);
}
