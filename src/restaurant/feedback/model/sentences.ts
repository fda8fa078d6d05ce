import type { Token } from "./tokens.ts";

/** Tokens after which a sentence is cut off even if nothing ends it: bounds the work on each. */
export const LONGEST_SENTENCE = 120;

const ABBREVIATIONS: ReadonlySet<string> = new Set(
  ["mr", "mrs", "ms", "dr", "st", "vs", "approx", "eg", "ie", "etc", "min", "max", "inc"],
);
const BULLETS: ReadonlySet<string> = new Set(["•", "·", "▪", "●", "|", "*", "✓", "✗"]);

/** The tokens of a text sentence by sentence; line ends and markup are left out. */
export function sentences(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [];
  let sentence: Token[] = [];
  const finish = () => {
    if (sentence.some(({ kind }) => kind !== "mark")) found.push(sentence);
    sentence = [];
  };
  tokens.forEach((token, at) => {
    if (token.kind === "line" || BULLETS.has(token.norm) || isBreak(token)) return finish();
    if (token.kind === "markup") return;
    sentence.push(token);
    if (isEnd(token, tokens[at - 1], tokens[at + 1]) || sentence.length >= LONGEST_SENTENCE) {
      finish();
    }
  });
  finish();
  return found;
}

function isBreak({ kind, norm }: Token): boolean {
  return kind === "markup" && /^<\/?(?:br|p|div|li|ul|tr|h\d)\b/.test(norm);
}

function isEnd({ kind, norm, end }: Token, before: Token | undefined, after: Token | undefined) {
  if (kind !== "mark") return false;
  if (/^[!?]+$/.test(norm) || norm === "。" || norm === "।") return !isClosing(after);
  if (norm === ".") return !isAbbreviation(before, after) && after?.start !== end;
  return (norm.startsWith("..") || norm === "…") && (after?.loud ?? false);
}

/** Whether a word is short for another: "no." is, before a number. */
function isAbbreviation(word: Token | undefined, after: Token | undefined): boolean {
  if (word?.norm === "no") return after?.kind === "number";
  return word !== undefined && ABBREVIATIONS.has(word.norm);
}

/** Whether punctuation continues: the sentence's quotation or bracket has yet to close. */
function isClosing(token: Token | undefined): boolean {
  return token !== undefined && /^["”’)\]]$/.test(token.norm);
}
