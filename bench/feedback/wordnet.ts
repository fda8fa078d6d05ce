/*
 * deno run -A bench/feedback/wordnet.ts <folder of WordNet 3.x's dict files>: writes
 * data/feedback/lexicon/wordnet.tsv: for each single word its most frequent kind of meaning
 * (lexicographer's file), and a valence taken over from synonyms, similar words and antonyms that the
 * other lexica know.
 */
import { readLexicon } from "../../src/restaurant/feedback/model/lexicon.ts";
import { readLexiconFiles } from "./lexicon_files.ts";

const PARTS = ["noun", "verb", "adj", "adv"] as const;
const NAMES =
  "adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object noun.person noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape noun.state noun.substance noun.time verb.body verb.change verb.cognition verb.communication verb.competition verb.consumption verb.contact verb.creation verb.emotion verb.motion verb.perception verb.possession verb.social verb.stative verb.weather adj.ppl"
    .split(" ");
/** Kinds of which every word is taken, however rare. */
const WHOLE = new Set(["noun.food", "verb.consumption"]);
/** Senses that a word is taken for, the most frequent first. */
const SENSES = 2;
/** How far a valence is trusted that was taken over. */
const TRUST = 0.7;
const LEAST = 0.9;

interface Synset {
  readonly kind: string;
  readonly words: readonly string[];
  readonly links: readonly { readonly sign: number; readonly key: string }[];
}

const LINKS: Readonly<Record<string, number>> = { "&": 1, "!": -1, "+": 1, "^": 1, "\\": 1 };
const PART_OF: Readonly<Record<string, string>> = {
  n: "noun",
  v: "verb",
  a: "adj",
  s: "adj",
  r: "adv",
};

function readData(part: string, text: string): [string, Synset][] {
  return text.split("\n").filter((line) => /^\d{8} /.test(line)).map((line) => {
    const cells = (line.split(" | ")[0] ?? "").split(" ");
    const count = parseInt(cells[3] ?? "0", 16);
    const words = Array.from(
      { length: count },
      (_, at) => (cells[4 + 2 * at] ?? "").toLowerCase().replace(/\(.*\)$/, ""),
    );
    const from = 5 + 2 * count;
    const pointers = Number(cells[4 + 2 * count]);
    const links = Array.from(
      { length: pointers },
      (_, at) => cells.slice(from + 4 * at, from + 4 * at + 4),
    )
      .flatMap(([symbol = "", offset, of = ""]) => {
        const sign = LINKS[symbol];
        return sign === undefined ? [] : [{ sign, key: `${PART_OF[of]} ${offset}` }];
      });
    return [`${part} ${cells[0]}`, { kind: NAMES[Number(cells[1])] ?? "", words, links }];
  });
}

const [folder] = Deno.args;
if (folder === undefined) throw new Error("Name the folder of WordNet's files");
const synsets = new Map<string, Synset>();
const senses = new Map<string, { frequency: number; keys: string[] }>();
for (const part of PARTS) {
  for (const [key, synset] of readData(part, await Deno.readTextFile(`${folder}/data.${part}`))) {
    synsets.set(key, synset);
  }
  for (const line of (await Deno.readTextFile(`${folder}/index.${part}`)).split("\n")) {
    const cells = line.trim().split(" ");
    const [word = ""] = cells;
    if (!/^[a-z]{3,}$/.test(word)) continue;
    const pointers = Number(cells[3]);
    const frequency = Number(cells[5 + pointers]);
    const keys = cells.slice(6 + pointers).map((offset) => `${part} ${offset}`);
    const known = senses.get(word) ?? { frequency: -1, keys: [] };
    const isMain = frequency > known.frequency;
    senses.set(word, {
      frequency: Math.max(frequency, known.frequency),
      keys: isMain
        ? [...keys.slice(0, SENSES), ...known.keys]
        : [...known.keys, ...keys.slice(0, SENSES)],
    });
  }
}

const { opinions } = readLexicon({ ...await readLexiconFiles("data/feedback"), wordnet: "" });

/** What synonyms, similar words and antonyms say of a word; undefined if too few say anything. */
function inherited(word: string, keys: readonly string[]): number | undefined {
  const values: number[] = [];
  for (const key of keys.slice(0, SENSES)) {
    const synset = synsets.get(key);
    for (const other of synset?.words ?? []) add(other, 1, 1);
    for (const { sign, key } of synset?.links ?? []) {
      for (const other of synsets.get(key)?.words ?? []) {
        add(other, sign, 0.5);
      }
    }
  }
  function add(other: string, sign: number, weight: number) {
    const known = other === word ? undefined : opinions.get(other)?.valence;
    if (known !== undefined) values.push(sign * known * weight * 2 / (weight + 1));
  }
  if (values.length === 0) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const agreeing = values.filter((value) => Math.sign(value) === Math.sign(mean)).length /
    values.length;
  return agreeing >= 0.75 ? mean * TRUST : undefined;
}

const lines = [...senses].sort(([left], [right]) => left < right ? -1 : 1).flatMap(
  ([word, { frequency, keys }]) => {
    const kind = synsets.get(keys[0] ?? "")?.kind ?? "";
    const valence = opinions.has(word) ? undefined : inherited(word, keys);
    const isOpinion = valence !== undefined && Math.abs(valence) >= LEAST;
    if (frequency < 1 && !WHOLE.has(kind) && !isOpinion) return [];
    return [
      `${word}\t${kind.replace("noun.", "n.").replace("verb.", "v.")}${
        isOpinion ? `\t${valence.toFixed(1)}` : ""
      }`,
    ];
  },
);
await Deno.writeTextFile(
  "data/feedback/lexicon/wordnet.tsv",
  `# Derived from WordNet 3.0, Copyright 2006 by Princeton University, under the WordNet licence:\n# https://wordnet.princeton.edu/license-and-commercial-use\n${
    lines.join("\n")
  }\n`,
);
