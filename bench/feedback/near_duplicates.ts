/*
 * deno run -A bench/feedback/near_duplicates.ts [<folder of the UCI sentences>]: names every sentence
 * and text of ours that says nearly the same as one that figures are measured on: those held out,
 * and the test sentences if their folder is named. Fails if there is one.
 */
import { type Labelled, readFolder, readUci } from "./labels.ts";

/** Two texts that say nearly the same. */
export interface NearDuplicate {
  readonly learnt: Labelled;
  readonly held: Labelled;
}

/** The share of words in common from which two texts count as the same. */
const ALIKE = 0.6;
/** Words without a subject or a judgement. */
const EMPTY: ReadonlySet<string> = new Set(
  "a an the is was were are be been it its this that there i we my our us me you your to of in at on for with and"
    .split(" "),
);

interface Words {
  readonly label: Labelled;
  readonly all: string;
  readonly telling: ReadonlySet<string>;
}

/** Pairs out of what a model learns from and what it is measured on. */
export function nearDuplicates(
  learnt: readonly Labelled[],
  held: readonly Labelled[],
): NearDuplicate[] {
  const measured = held.map(wordsOf);
  const texts = Map.groupBy(measured, ({ all }) => all);
  const holders = holdersOf(measured);
  return learnt.map(wordsOf).flatMap((mine) => {
    const both = new Map<Words, number>();
    for (const word of mine.telling) {
      for (const other of holders.get(word) ?? []) both.set(other, (both.get(other) ?? 0) + 1);
    }
    const alike = [...both].filter(([other, words]) => isAlike(mine, other, words));
    const found = new Set([...texts.get(mine.all) ?? [], ...alike.map(([other]) => other)]);
    return [...found].map(({ label }) => ({ learnt: mine.label, held: label }));
  });
}

/** The texts that have a word: few share one, and only those have words in common. */
function holdersOf(texts: readonly Words[]): ReadonlyMap<string, readonly Words[]> {
  const holders = new Map<string, Words[]>();
  for (const text of texts) {
    for (const word of text.telling) holders.getOrInsertComputed(word, () => []).push(text);
  }
  return holders;
}

function wordsOf(label: Labelled): Words {
  const words = label.text.toLowerCase().replaceAll(/['’]/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  return {
    label,
    all: words.join(" "),
    telling: new Set(words.filter((word) => !EMPTY.has(word))),
  };
}

/** @param both How many telling words both have. */
function isAlike(left: Words, right: Words, both: number): boolean {
  return both >= 2 && both >= ALIKE * (left.telling.size + right.telling.size - both);
}

/** Everything of ours that is learnt from. */
export async function readOwn(data: string): Promise<Labelled[]> {
  return [
    ...await readFolder(`${data}/sentences`, false),
    ...await readFolder(`${data}/texts`, true),
  ];
}

/** The folders of what was written to be measured on and is never learnt from. */
export const HELD_OUT = ["held_out", "held_out_2", "held_out_3", "held_out_4"] as const;

/** What was held out, of the named folders. */
export async function readHeldOut(
  data: string,
  folders: readonly string[] = HELD_OUT,
): Promise<{ sentences: Labelled[]; texts: Labelled[] }> {
  const read = (kind: string, whole: boolean) =>
    Promise.all(folders.map((folder) => readFolder(`${data}/${folder}/${kind}`, whole)));
  return {
    sentences: (await read("sentences", false)).flat(),
    texts: (await read("texts", true)).flat(),
  };
}

if (import.meta.main) {
  const data = "data/feedback";
  const [folder] = Deno.args;
  const { sentences, texts } = await readHeldOut(data);
  const test = folder === undefined ? [] : (await readUci(folder)).test;
  const found = nearDuplicates(await readOwn(data), [...sentences, ...texts, ...test]);
  for (const { learnt, held } of found) {
    Deno.stdout.writeSync(
      new TextEncoder().encode(
        `${learnt.source}: ${learnt.text}\n  ${held.source}: ${held.text}\n`,
      ),
    );
  }
  Deno.exitCode = found.length > 0 ? 1 : 0;
}
