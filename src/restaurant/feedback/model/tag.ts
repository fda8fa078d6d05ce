import { alertHits } from "./alert_hits.ts";
import type { AspectSet } from "./aspects.ts";
import { baseForm } from "./base_form.ts";
import { type Lexicon, lookUp, type Opinion } from "./lexicon.ts";
import type { Token } from "./tokens.ts";

/** A token with what the lexicon knows of it. */
export interface Tagged extends Token {
  /** The opinion that it, or the phrase that begins here, holds: from −4 to 4, turned if negated. */
  readonly valence: number;
  /** The aspect that its opinion judges by itself. */
  readonly judges: AspectSet;
  /** What it names. */
  readonly names: AspectSet;
  readonly negated: boolean;
  readonly classes: readonly string[];
  readonly kinds: readonly string[];
  /** The groups of the thesaurus that it, or the phrase that begins here, is in. */
  readonly groups: readonly string[];
  /** The kind of alert that it speaks for as part of a phrase; empty for none. */
  readonly alert: string;
}

/** Words after a negator that it still turns. */
const SCOPE = 4;
/** Words that do not use the scope up: "not my idea of a good meal". */
const LINKING: ReadonlySet<string> = new Set(
  "a an the of my our your his her their this that these those".split(" "),
);
/** The factor on a negated opinion: "not great" is less bad than "terrible". */
const TURNED = -0.6;
const NOTHING: readonly string[] = [];
const INTENSIFYING_NOT: ReadonlySet<string> = new Set(["only", "just", "even", "to"]);
/** Verbs before "not" after which a comparison is the highest degree: "could not be nicer". */
const POSSIBLE: ReadonlySet<string> = new Set(["could", "can", "would"]);
/** What makes the next word the highest degree: "never been so rude", "could not be more polite". */
const DEGREES: ReadonlySet<string> = new Set(["so", "such", "more"]);
const IRREGULAR: ReadonlySet<string> = new Set(["better", "worse", "fewer", "less"]);

/** A sentence's tokens with their opinions, subjects and negation. */
export function tag(tokens: readonly Token[], lexicon: Lexicon): Tagged[] {
  const runs = runsOf(tokens, lexicon.longest);
  const opinions = phrases(
    runs,
    ({ phrase, base, words }) =>
      (words === 1 ? lookUp(lexicon.opinions, phrase) : lexicon.opinions.get(phrase)) ??
        lexicon.groups.get(base)?.opinion,
  );
  const groups = phrases(runs, ({ base }) => lexicon.groups.get(base)?.names);
  const subjects = phrases(runs, ({ phrase }) => lookUp(lexicon.subjects, phrase));
  const classesAt = phrases(runs, ({ phrase }) => lexicon.classes.get(phrase));
  const hits = alertHits(tokens);
  let turning = 0, isTotal = false;
  return tokens.map((token, at) => {
    const opinion = opinions[at];
    const classes = classesAt[at]?.first ?? NOTHING;
    if (endsScope(token, classes)) turning = 0;
    const negated = turning > 0 && !classes.includes("negator") &&
      !(isTotal && isHighest(tokens, at, opinion));
    if (turning > 0 && classes.includes("saying")) turning = SCOPE + 1;
    if (turning > 0 && token.kind === "word" && !LINKING.has(token.norm)) turning--;
    const isPossible = POSSIBLE.has(tokens[at - 1]?.norm ?? "");
    if (negates(classes, tokens[at + 1], opinion, isPossible)) {
      turning = SCOPE + lengthOf(classesAt, at) - 1;
      isTotal = token.norm === "never" || isPossible;
    }
    const valence = opinion?.first?.valence ?? 0;
    return {
      ...token,
      classes,
      kinds: lookUp(lexicon.kinds, token.norm) ?? NOTHING,
      groups: groups[at]?.first ?? NOTHING,
      negated,
      alert: hits.find(({ from, to }) => at >= from && at <= to)?.kind ?? "",
      valence: negated ? valence * TURNED : valence,
      judges: opinion?.first?.aspects ?? 0,
      names: subjects[at]?.first ?? 0,
    };
  });
}

/** Whether a total negation raises an opinion to the highest degree instead of turning it. */
function isHighest(
  tokens: readonly Token[],
  at: number,
  opinion: Found<Opinion> | undefined,
): boolean {
  if (opinion?.first === undefined) return false;
  const norm = (place: number) => tokens[place]?.norm ?? "";
  const before = norm(at - 1) === "a" || norm(at - 1) === "an" ? norm(at - 2) : norm(at - 1);
  return DEGREES.has(before) || IRREGULAR.has(norm(at)) || /..er$/.test(norm(at));
}

function endsScope({ kind, norm }: Token, classes: readonly string[]): boolean {
  return kind === "mark" && norm !== "-" && norm !== '"' || classes.includes("contrast");
}

/**
 * A negator that is part of an opinion ("never disappoints") has done its work there, and "could not
 * believe" turns nothing.
 */
function negates(
  classes: readonly string[],
  next: Token | undefined,
  opinion: Found<Opinion> | undefined,
  isPossible: boolean,
): boolean {
  if (isPossible && next?.norm === "believe") return false;
  return classes.includes("negator") && opinion === undefined &&
    !INTENSIFYING_NOT.has(next?.norm ?? "");
}

/** The number of tokens of the phrase that begins at a place. */
function lengthOf<Value>(found: readonly (Found<Value> | undefined)[], from: number): number {
  let to = from + 1;
  while (found[to] !== undefined && found[to]?.first === undefined) to++;
  return to - from;
}

/** A phrase that was found; `first` is set at its first token only. */
interface Found<Value> {
  readonly first?: Value;
}

/** The longest known phrase at each place, from left to right without overlaps. */
function phrases<Value>(
  runs: readonly (readonly Run[])[],
  find: (run: Run) => Value | undefined,
): (Found<Value> | undefined)[] {
  const found: (Found<Value> | undefined)[] = new Array(runs.length).fill(undefined);
  runs.forEach((options, at) => {
    if (found[at] !== undefined) return;
    for (const run of options.toReversed()) {
      const value = find(run);
      if (value === undefined) continue;
      found.fill({}, at, at + run.length);
      found[at] = { first: value };
      break;
    }
  });
  return found;
}

/** Words that follow each other. */
interface Run {
  readonly phrase: string;
  /** The same in base forms. */
  readonly base: string;
  readonly words: number;
  /** Tokens, those of hyphens included. */
  readonly length: number;
}

/** The words from each place on: one, the first two, and so on; a mark ends them. */
function runsOf(tokens: readonly Token[], longest: number): Run[][] {
  const forms = tokens.map(({ norm }) => baseForm(norm));
  return tokens.map(({ norm }, from) => {
    const found: Run[] = [{ phrase: norm, base: forms[from] ?? "", words: 1, length: 1 }];
    for (let at = from + 1; at < tokens.length && found.length < longest; at++) {
      if (isHyphen(tokens, at)) continue;
      const [token, last] = [tokens[at], found.at(-1)];
      if (token === undefined || last === undefined || token.kind === "mark") break;
      found.push({
        phrase: `${last.phrase} ${token.norm}`,
        base: `${last.base} ${forms[at]}`,
        words: last.words + 1,
        length: at - from + 1,
      });
    }
    return found;
  });
}

/** Whether a mark joins two words: "over-priced" is looked up as "over priced". */
export function isHyphen(tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  return token?.norm === "-" && before?.end === token.start && after?.start === token.end &&
    after.kind !== "mark";
}
