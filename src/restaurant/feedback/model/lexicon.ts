import { type AspectSet, aspectSet } from "./aspects.ts";
import { baseForm } from "./base_form.ts";

/** The sentiment of a word or phrase by itself. */
export interface Opinion {
  /** From −4 to 4. */
  readonly valence: number;
  /** The aspect it judges by itself; empty if it takes the nearby subject. */
  readonly aspects: AspectSet;
}

/** What the thesaurus knows of a word or phrase. */
export interface Group {
  /** Its groups. */
  readonly names: readonly string[];
  /** Undefined if it hangs on the context. */
  readonly opinion: Opinion | undefined;
}

/** The lists of words that the rules and features look into. */
export interface Lexicon {
  /** Opinions in up to `longest` words. */
  readonly opinions: ReadonlyMap<string, Opinion>;
  readonly longest: number;
  /** Words and phrases that name what is judged. */
  readonly subjects: ReadonlyMap<string, AspectSet>;
  /** Closed classes: negator, contrast, booster and so on. */
  readonly classes: ReadonlyMap<string, readonly string[]>;
  /** Classes of interchangeable words: materials, gestures, parts of the body. */
  readonly kinds: ReadonlyMap<string, readonly string[]>;
  /** Words and phrases in their base forms that mean much the same, by the thesaurus. */
  readonly groups: ReadonlyMap<string, Group>;
  readonly isKnown: (word: string) => boolean;
}

/** The texts of the lexicon's files under data/feedback/lexicon. */
export interface LexiconTexts {
  readonly opinions: string;
  readonly aspects: string;
  readonly words: string;
  readonly kinds: string;
  readonly thesaurus: string;
  readonly vader: string;
}

/** Reads the lexicon's files. Our own opinions replace those of VADER. */
export function readLexicon(texts: LexiconTexts): Lexicon {
  const opinions = new Map<string, Opinion>();
  for (const line of dataLines(texts.vader)) {
    const [word, valence] = line.split("\t");
    opinions.set(word ?? "", { valence: Number(valence), aspects: 0 });
  }
  const own = new Map<string, Opinion>();
  for (const [head, phrases] of entries(texts.opinions)) {
    const [valence, letters] = head.split(" ");
    for (const phrase of phrases) {
      const aspects = aspectSet(letters ?? "") | (own.get(phrase)?.aspects ?? 0);
      own.set(phrase, { valence: Number(valence), aspects });
    }
  }
  for (const [phrase, opinion] of own) opinions.set(phrase, opinion);
  const subjects = new Map<string, AspectSet>();
  for (const [head, phrases] of entries(texts.aspects)) {
    const set = aspectSet(head.slice(0, 1));
    for (const phrase of phrases) subjects.set(phrase, set | (subjects.get(phrase) ?? 0));
  }
  const classes = listed(texts.words);
  const kinds = listed(texts.kinds);
  const isKnown = (word: string) =>
    opinions.has(word) || subjects.has(word) || classes.has(word) || kinds.has(word);
  return {
    opinions,
    longest: 6,
    subjects,
    classes,
    kinds,
    groups: readThesaurus(texts.thesaurus),
    isKnown,
  };
}

/** The groups of each phrase; of several groups, the first that holds an opinion decides. */
function readThesaurus(text: string): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const [head, phrases] of entries(text)) {
    const [name = "", valence, letters] = head.split(" ");
    const opinion = valence === "."
      ? undefined
      : { valence: Number(valence), aspects: aspectSet(letters ?? "") };
    for (const phrase of phrases) {
      const base = phrase.split(" ").map(baseForm).join(" ");
      const known = groups.get(base);
      if (known?.names.includes(name)) continue;
      groups.set(base, {
        names: [...known?.names ?? [], name],
        opinion: known?.opinion ?? opinion,
      });
    }
  }
  return groups;
}

/** The names of the lists that each word is in. */
function listed(text: string): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [name, words] of entries(text)) {
    for (const word of words) names.set(word, [...names.get(word) ?? [], name]);
  }
  return names;
}

function dataLines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

/** The entries of a file of "head: phrase, phrase" lines. */
function entries(text: string): [string, string[]][] {
  return dataLines(text).map((line) => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon), line.slice(colon + 2).split(", ").map((phrase) => phrase.trim())];
  });
}

/** A value by a word, or by its singular. */
export function lookUp<Value>(map: ReadonlyMap<string, Value>, word: string): Value | undefined {
  return map.get(word) ??
    (word.endsWith("s") ? map.get(word.slice(0, -1)) : undefined) ??
    (word.endsWith("es") ? map.get(word.slice(0, -2)) : undefined) ??
    (word.endsWith("ies") ? map.get(`${word.slice(0, -3)}y`) : undefined);
}
