import type { LexiconTexts } from "../../src/restaurant/feedback/model/lexicon.ts";

/** The lexicon's files under a folder of feedback data. */
export async function readLexiconFiles(folder: string): Promise<LexiconTexts> {
  const read = (name: string) => Deno.readTextFile(`${folder}/lexicon/${name}`);
  return {
    opinions: await read("opinions.txt"),
    aspects: await read("aspects.txt"),
    words: await read("words.txt"),
    kinds: await read("kinds.txt"),
    thesaurus: await read("thesaurus.txt"),
    vader: await read("vader.tsv"),
  };
}
