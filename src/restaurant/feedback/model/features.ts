import { ASPECT_LETTERS, hasAspect } from "./aspects.ts";
import { baseForm } from "./base_form.ts";
import type { Tagged } from "./tag.ts";

/** Lengths of the pieces of words that are features. */
const PIECES = { shortest: 4, longest: 5 };
/** Words that stay in the skeleton of a sentence. */
const KEPT: ReadonlySet<string> = new Set(
  "i we you they it this that was is are were be been had have has will to for of in on at with our my us me from who what when as like than too so very more most less least only just even again back time"
    .split(" "),
);

/** What linear models look at in a sentence or clause; each name counts once. */
export function features(tokens: readonly Tagged[]): Set<string> {
  const found = new Set<string>();
  const words = tokens.map(featureWord);
  addRuns(found, words, "", 2);
  addRuns(found, tokens.flatMap((token, at) => standIn(token, words[at] ?? "")), "*", 3);
  addSkeleton(found, tokens);
  addPieces(found, tokens);
  addKinds(found, tokens);
  addGroups(found, tokens);
  addTotals(found, tokens);
  addIrony(found, tokens);
  return found;
}

function featureWord(token: Tagged, at: number, all: readonly Tagged[]): string {
  return amount(token, all[at + 1]) ?? token.norm;
}

/** Numbers in words, read as such before a unit of time; "five" is left out, it may end "forty five". */
const WRITTEN: ReadonlyMap<string, number> = new Map(
  Object.entries({
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    twelve: 12,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    ninety: 90,
  }),
);

/** A number by its size, with the time that it counts; undefined for what is no number. */
function amount({ kind, norm }: Tagged, next: Tagged | undefined): string | undefined {
  const isTime = next?.classes.includes("time") ?? false;
  const written = isTime ? WRITTEN.get(norm) : undefined;
  if (kind !== "number" && written === undefined) return undefined;
  const value = written ?? Number.parseFloat(norm.replace(",", "."));
  if (!isTime) return value <= 5 ? `#${value}` : "#";
  const minutes = /^h/.test(next?.norm ?? "") ? value * 60 : value;
  return minutes <= 12 ? "#soon" : minutes <= 25 ? "#while" : "#long";
}

/**
 * What a word stands for: its group, else what it names, else its base form; "the vindaloo was
 * parched" and "our lasagne is dry" become the same. A hyphen stands for nothing.
 */
function standIn({ groups, names, norm }: Tagged, word: string): string[] {
  if (norm === "-") return [];
  const [group] = groups;
  if (group !== undefined) return [`&${group}`];
  return [names === 0 ? baseForm(word) : aspectKind(names).toUpperCase()];
}

/** Runs of words up to a length, with the edges of the sentence. */
function addRuns(
  found: Set<string>,
  words: readonly string[],
  mark: string,
  longest: number,
): void {
  const edged = ["^", ...words, "$"];
  for (let at = 0; at < edged.length; at++) {
    let run = mark;
    for (let length = 1; length <= longest && at + length <= edged.length; length++) {
      run += `${length === 1 ? "" : " "}${edged[at + length - 1]}`;
      found.add(run);
    }
  }
}

/** Runs over kinds of words: "FOOD was NOT POS" is learnt from any dish and any praise. */
function addSkeleton(found: Set<string>, tokens: readonly Tagged[]): void {
  const kinds = tokens.map(kindOf).filter((kind) => kind !== "");
  addRuns(found, kinds, "~", 4);
  for (const { norm, negated, kind } of tokens) {
    if (negated && kind === "word") found.add(`!${norm}`);
  }
}

function kindOf(token: Tagged): string {
  if (token.valence !== 0) return valenceKind(token) + aspectKind(token.judges);
  if (token.names !== 0) return aspectKind(token.names);
  const [first] = token.classes;
  if (first !== undefined) return first.slice(0, 4).toUpperCase();
  if (token.kind === "number") return "NUM";
  return KEPT.has(token.norm) || token.kind === "mark" ? token.norm : "";
}

function valenceKind({ valence, negated }: Tagged): string {
  const sign = valence > 0 ? "P" : "N";
  return `${negated ? "-" : ""}${sign}${Math.abs(valence) >= 2.5 ? "2" : ""}`;
}

function aspectKind(set: number): string {
  let letters = "";
  for (let index = 0; index < ASPECT_LETTERS.length; index++) {
    if (hasAspect(set, index)) letters += ASPECT_LETTERS[index];
  }
  return letters;
}

/** Kinds of words, those that follow each other and those that come together. */
function addKinds(found: Set<string>, tokens: readonly Tagged[]): void {
  const kinds = new Set<string>();
  let before = "^";
  for (const token of tokens) {
    if (token.alert !== "") found.add(`?${token.alert}`);
    for (const kind of token.kinds) kinds.add(kind);
    const mark = token.valence !== 0
      ? valenceKind(token)
      : token.kinds[0] ?? (token.negated ? "-" : token.classes[0]);
    if (mark === undefined) continue;
    found.add(`@${before}>${mark}`);
    before = mark;
  }
  const sorted = [...kinds].sort();
  sorted.forEach((kind, at) => {
    found.add(`@${kind}`);
    for (const other of sorted.slice(at + 1)) found.add(`@${kind}&${other}`);
  });
}

/** Groups of the thesaurus, those that follow each other, and what they are said of. */
function addGroups(found: Set<string>, tokens: readonly Tagged[]): void {
  let before = "^", subject = "";
  for (const { names, groups, negated } of tokens) {
    if (names !== 0) subject = aspectKind(names);
    const sign = negated ? "-" : "";
    for (const group of groups) {
      found.add(`&${sign}${group}`).add(`&${before}>${sign}${group}`);
      if (subject !== "") found.add(`&${subject}:${sign}${group}`);
    }
    const [first] = groups;
    if (first !== undefined) before = `${sign}${first}`;
  }
}

function addPieces(found: Set<string>, tokens: readonly Tagged[]): void {
  for (const { kind, norm } of tokens) {
    if (kind !== "word" || norm.length < 3 || norm.length > 24) continue;
    const edged = `_${norm}_`;
    for (let length = PIECES.shortest; length <= PIECES.longest; length++) {
      for (let at = 0; at + length <= edged.length; at++) {
        found.add(`%${edged.slice(at, at + length)}`);
      }
    }
  }
}

/** Sums of opinions, and how the sentence is written. */
function addTotals(found: Set<string>, tokens: readonly Tagged[]): void {
  let praise = 0, blame = 0, loud = 0, words = 0, first = 0, last = 0, names = 0, judges = 0;
  for (const token of tokens) {
    if (token.valence > 0) praise += token.valence;
    if (token.valence < 0) blame -= token.valence;
    if (token.valence !== 0) {
      first ||= Math.sign(token.valence);
      last = Math.sign(token.valence);
    }
    if (token.loud) loud++;
    if (token.kind === "word") words++;
    names |= token.names;
    judges |= token.judges;
  }
  found.add(`=praise${step(praise)}`).add(`=blame${step(blame)}`).add(
    `=sum${step(praise - blame)}`,
  );
  found.add(`=order${first}${last}`).add(`=both${praise > 1}${blame > 1}`);
  found.add(`=words${Math.min(6, Math.floor(words / 5))}`);
  found.add(`=loud${Math.min(2, loud)}`);
  for (let index = 0; index < ASPECT_LETTERS.length; index++) {
    if (hasAspect(names, index)) found.add(`=names${ASPECT_LETTERS[index]}`);
    if (hasAspect(judges, index)) found.add(`=judges${ASPECT_LETTERS[index]}`);
    if (hasAspect(names, index)) found.add(`=names${ASPECT_LETTERS[index]}${praise + blame > 0}`);
  }
  if (names === 0 && judges === 0) found.add("=nothing");
  const marks = tokens.map(({ norm }) => norm).join("");
  if (marks.includes("?")) found.add("=question");
  if (marks.includes("!!")) found.add("=shout");
  else if (marks.includes("!")) found.add("=exclaim");
  if (marks.includes('"') || marks.includes("“")) found.add("=quoted");
}

function step(sum: number): number {
  return Math.max(-4, Math.min(4, Math.round(sum / 2)));
}

/** Praise beside mishaps is what irony is made of. */
function addIrony(found: Set<string>, tokens: readonly Tagged[]): void {
  const mishap = tokens.some(({ classes }) => classes.includes("mishap")) ||
    tokens.some((token, at) => amount(token, tokens[at + 1]) === "#long");
  const contrast = tokens.some(({ norm }) => norm === "but");
  if (!mishap) return;
  found.add("=mishap");
  for (const { classes, norm } of tokens) {
    if (!classes.includes("ironic")) continue;
    found.add(`=irony${contrast}`).add(`=irony ${norm}`);
  }
  if (tokens[0]?.classes.includes("ironic")) found.add(`=irony first${contrast}`);
}
