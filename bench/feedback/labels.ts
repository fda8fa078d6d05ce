import { ASPECT_LETTERS } from "../../src/restaurant/feedback/model/aspects.ts";

/** The letters of sentiments in labelled data, in the order of `SENTIMENTS`. */
const SIGNS = "+-0~";

/** A labelled sentence or text. */
export interface Labelled {
  readonly text: string;
  /** Place in `SENTIMENTS`. */
  readonly overall: number;
  /** Place in `SENTIMENTS` for each of `ASPECTS`; −1 if it is not judged. */
  readonly aspects: readonly number[];
  readonly alerts: readonly string[];
  readonly rating: number | null;
  /** The file that it comes from. */
  readonly source: string;
  /** Only the overall label is known. */
  readonly overallOnly: boolean;
  /** Whether `alerts` are labelled. */
  readonly knowsAlerts: boolean;
  /** The text that it is taken from; its own if it stands alone. What shares it, shares a fold. */
  readonly origin: string;
  /** Of whole texts, how each sentence is labelled; empty if they are not. */
  readonly sentences: readonly SentenceLabel[];
}

/** How one sentence of a text is labelled. */
export interface SentenceLabel {
  /** Place in `SENTIMENTS`. */
  readonly overall: number;
  readonly alerts: readonly string[];
}

/**
 * Reads `overall, aspects, alerts, text` lines, or those of whole texts: `overall, aspects, alerts,
 * rating, text` and, if each sentence is labelled too, `+ 0 -:illness`.
 */
export function readLabels(content: string, source: string, whole: boolean): Labelled[] {
  return content.split("\n").flatMap((line, at) => {
    if (line.trim() === "") return [];
    const cells = line.split("\t");
    const [overall, aspects, alerts, rating] = cells;
    const written = cells[whole ? 4 : 3];
    if (overall === undefined || aspects === undefined || written === undefined) {
      throw new Error(
        `${source}:${at + 1}: expected ${whole ? 5 : 4} cells, found ${cells.length}`,
      );
    }
    const text = written.replaceAll("\\n", "\n");
    return [{
      text,
      overall: sign(overall, source, at),
      aspects: aspectLabels(aspects, source, at),
      alerts: alerts === "." ? [] : (alerts ?? "").split(",").map((alert) => alert.trim()),
      rating: whole && rating !== "." ? Number(rating) : null,
      source,
      overallOnly: false,
      knowsAlerts: true,
      origin: text,
      sentences: (cells[5] ?? "").split(" ").flatMap((code) => {
        if (code === "") return [];
        const [letter = "", kinds] = code.split(":");
        return [{ overall: sign(letter, source, at), alerts: kinds?.split(",") ?? [] }];
      }),
    }];
  });
}

function sign(letter: string, source: string, at: number): number {
  const index = SIGNS.indexOf(letter);
  if (index < 0 || letter.length !== 1) {
    throw new Error(`${source}:${at + 1}: no sentiment '${letter}'`);
  }
  return index;
}

/** "f+s-" as a place in `SENTIMENTS` for each aspect. */
function aspectLabels(codes: string, source: string, at: number): number[] {
  const labels = [...ASPECT_LETTERS].map(() => -1);
  for (const [code, letter, polarity] of codes.matchAll(/([a-z])(.)/g)) {
    const index = ASPECT_LETTERS.indexOf(letter ?? "");
    if (index < 0) throw new Error(`${source}:${at + 1}: no aspect '${code}'`);
    labels[index] = sign(polarity ?? "", source, at);
  }
  return labels;
}

/** All labelled files of a folder, in the order of their names. */
export async function readFolder(folder: string, whole: boolean): Promise<Labelled[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) if (name.endsWith(".tsv")) names.push(name);
  const files = names.sort().map(async (name) =>
    readLabels(await Deno.readTextFile(`${folder}/${name}`), name, whole)
  );
  return (await Promise.all(files)).flat();
}

/** The CC BY sentences of UCI with our aspect codes, split into those to train on and to test on. */
export async function readUci(folder: string): Promise<{ train: Labelled[]; test: Labelled[] }> {
  const codes = (await Deno.readTextFile(`${folder}/yelp_aspects_codes.txt`)).trim().split("\n")
    .flatMap((line) => line.split(" ").slice(1));
  const yelp = (await ratedLines(folder, "yelp_labelled.txt")).map((item, at) => ({
    ...item,
    overallOnly: false,
    aspects: aspectLabels((codes[at] ?? "").replace(/g./g, ""), "yelp", at),
  }));
  const split: { test: number[] } = JSON.parse(
    await Deno.readTextFile(`${folder}/yelp_split.json`),
  );
  const test = new Set(split.test);
  return {
    train: [
      ...yelp.filter((_, at) => !test.has(at)),
      ...await ratedLines(folder, "amazon_cells_labelled.txt"),
      ...await ratedLines(folder, "imdb_labelled.txt"),
    ],
    test: yelp.filter((_, at) => test.has(at)),
  };
}

async function ratedLines(folder: string, name: string): Promise<Labelled[]> {
  const content = await Deno.readTextFile(`${folder}/${name}`);
  return content.split("\n").filter((line) => line.includes("\t")).map((line) => {
    const [written = "", positive] = line.split("\t");
    const text = written.trim();
    return {
      text,
      overall: positive?.trim() === "1" ? 0 : 1,
      aspects: [-1, -1, -1, -1, -1, -1, -1],
      alerts: [],
      rating: null,
      source: name,
      overallOnly: true,
      knowsAlerts: false,
      origin: text,
      sentences: [],
    };
  });
}
