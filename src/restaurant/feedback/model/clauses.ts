import type { AspectSet } from "./aspects.ts";
import { isHyphen, type Tagged } from "./tag.ts";

/** A part of a sentence that judges by itself. */
export interface Clause {
  readonly tokens: readonly Tagged[];
  /** What its words name or judge. */
  readonly aspects: AspectSet;
}

const HARD_MARKS: ReadonlySet<string> = new Set([
  ";",
  ":",
  "–",
  "—",
  "...",
  "…",
  "(",
  ")",
  "..",
  "!",
  "?",
  "-",
  ".",
]);
const HARD_WORDS: ReadonlySet<string> = new Set(
  [
    "but",
    "although",
    "though",
    "however",
    "yet",
    "whereas",
    "while",
    "whilst",
    "except",
    "despite",
    "unfortunately",
    "sadly",
  ],
);
const SOFT: ReadonlySet<string> = new Set([
  ",",
  "and",
  "plus",
  "&",
  "then",
  "because",
  "which",
  "with",
  "also",
  "+",
  "/",
]);
/** Words that make a part without a known opinion a statement of its own. */
const STATEMENT = 4;

/** The clauses of a sentence: cut at contrasts, and at "and" or a comma if both sides judge. */
export function clauses(sentence: readonly Tagged[]): Clause[] {
  const parts: Clause[] = [];
  for (const { tokens, hard } of cuts(sentence)) {
    const part = clause(tokens);
    const last = parts.at(-1);
    if (last === undefined || standsAlone(last, part, hard)) parts.push(part);
    else parts[parts.length - 1] = clause([...last.tokens, ...tokens]);
  }
  return parts;
}

function clause(tokens: readonly Tagged[]): Clause {
  return { tokens, aspects: tokens.reduce((set, { names, judges }) => set | names | judges, 0) };
}

/** Whether a cut between two parts is one between judgements. */
function standsAlone(left: Clause, right: Clause, hard: boolean): boolean {
  if (words(left) < 2 || words(right) < 2) return hard && hasOpinion(left) && hasOpinion(right);
  if (hard) return true;
  return left.aspects !== 0 && right.aspects !== 0 &&
    (hasOpinion(left) || words(left) >= STATEMENT);
}

function words({ tokens }: Clause): number {
  return tokens.filter(({ kind }) => kind === "word").length;
}

function hasOpinion({ tokens }: Clause): boolean {
  return tokens.some(({ valence }) => Math.abs(valence) >= 1);
}

interface Cut {
  readonly tokens: Tagged[];
  /** Whether a contrast or a strong mark stands before it. */
  readonly hard: boolean;
}

function cuts(sentence: readonly Tagged[]): Cut[] {
  const found: Cut[] = [];
  let part: Cut = { tokens: [], hard: false };
  for (const [at, token] of sentence.entries()) {
    const hard = HARD_MARKS.has(token.norm) && !isHyphen(sentence, at) ||
      HARD_WORDS.has(token.norm);
    if ((hard || SOFT.has(token.norm)) && part.tokens.length > 0) {
      found.push(part);
      part = { tokens: [], hard };
    }
    part.tokens.push(token);
  }
  return [...found, part];
}
