// deno-lint-ignore-file no-console no-non-null-assertion -- a script of its own
// deno run -A bench/feedback/cross_validate.ts <uci folder> [share of our sentences, as 0.25]: what
// choices cost, by cross-validation; with shares, a learning curve.
import { ASPECTS } from "../../src/restaurant/feedback/model/aspects.ts";
import { type Lexicon, readLexicon } from "../../src/restaurant/feedback/model/lexicon.ts";
import { softmax } from "../../src/restaurant/feedback/model/linear.ts";
import { readFolder, readUci } from "./labels.ts";
import {
  aspectRows,
  bestThresholds,
  type Choices,
  CHOSEN,
  type DenseRows,
  fitDense,
  indexPieces,
  sentenceRows,
  unseenScores,
} from "./learn.ts";
import { readLexiconFiles } from "./lexicon_files.ts";
import { type Material, material, prepare } from "./prepare.ts";

export async function lexiconOf(folder: string): Promise<Lexicon> {
  return readLexicon(await readLexiconFiles(folder));
}

const FOLDS = 5;
const hash = (at: number) => (Math.imul(at + 1, 2654435761) >>> 8) % FOLDS;

export function evaluate(
  mat: Material,
  choices: Choices,
  foldOf = hash,
  folds = FOLDS,
  quiet = false,
): { print: string } {
  indexPieces(mat.pieces);
  const scores = unseenScores(mat, choices, foldOf, folds);
  const sRows = sentenceRows(mat, scores), aRows = aspectRows(mat, scores);
  const predictedS = outOfFold(sRows, choices.dense, foldOf, folds);
  const predictedA = outOfFold(aRows, choices.dense, foldOf, folds);
  const thresholds = Array.from(
    { length: folds },
    (_, fold) => bestThresholds(mat, scores, (e) => foldOf(e) !== fold),
  );
  const polarity = new Map<string, number>();
  aRows.examples.forEach((example, at) =>
    polarity.set(`${example}/${mat.pieces.filter((p) => p.aspect >= 0).length}`, at)
  );
  const goldPolarity = new Map<string, number>();
  let k = 0;
  for (const piece of mat.pieces) {
    if (piece.aspect >= 0) goldPolarity.set(`${piece.example}/${piece.aspect}`, predictedA[k++]!);
  }
  const groups = new Map<string, number[]>();
  mat.examples.forEach(({ label }, at) => {
    const group = label.source;
    groups.set(group, [...groups.get(group) ?? [], at]);
    const big = label.source.endsWith(".tsv")
      ? "OWN"
      : label.source === "yelp_labelled.txt"
      ? ""
      : "FOREIGN";
    if (big) groups.set(big, [...groups.get(big) ?? [], at]);
  });
  const lines: string[] = [];
  for (const [group, members] of groups) {
    const conf = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
    let tp = 0, fp = 0, fn = 0, pair = 0;
    const per = ASPECTS.map(() => [0, 0, 0]);
    let polGold = 0, polRight = 0;
    for (const at of members) {
      const { label } = mat.examples[at]!;
      conf[label.overall]![predictedS[at]!]!++;
      if (label.overallOnly) continue;
      ASPECTS.forEach((_, aspect) => {
        const gold = label.aspects[aspect]! >= 0;
        const said = scores.subjects[at]![aspect]! >= thresholds[foldOf(at)]![aspect]!;
        if (gold && said) {
          tp++;
          per[aspect]![0]!++;
          if (goldPolarity.get(`${at}/${aspect}`) === label.aspects[aspect]) pair++;
        } else if (gold) {
          fn++;
          per[aspect]![2]!++;
        } else if (said) {
          fp++;
          per[aspect]![1]!++;
        }
        if (gold) {
          polGold++;
          if (goldPolarity.get(`${at}/${aspect}`) === label.aspects[aspect]) polRight++;
        }
      });
    }
    const right = conf.reduce((s, row, i) => s + row[i]!, 0);
    const f = (i: number) => {
      const t = conf[i]![i]!;
      const g = conf[i]!.reduce((a, b) => a + b, 0);
      const s = conf.reduce((a, row) => a + row[i]!, 0);
      return g + s === 0 ? NaN : 2 * t / (g + s);
    };
    const fs = [0, 1, 2, 3].map(f);
    const macro = fs.filter((x) => !Number.isNaN(x));
    const two = (conf[0]![0]! + conf[1]![1]!) /
      (conf[0]!.reduce((a, b) => a + b) + conf[1]!.reduce((a, b) => a + b));
    const p = (x: number) => (100 * x).toFixed(1).padStart(5);
    lines.push(
      `${group.padEnd(26)} n ${String(members.length).padStart(5)} acc ${
        p(right / members.length)
      } macro ${p(macro.reduce((a, b) => a + b, 0) / macro.length)} [${fs.map(p).join(" ")}] ±acc ${
        p(two)
      } | asp F1 ${p(2 * tp / (2 * tp + fp + fn))} pair ${p(2 * pair / (2 * tp + fp + fn))} pol ${
        p(polRight / polGold)
      } ${
        group === "OWN" || group.startsWith("yelp")
          ? per.map(([t, f, n], i) => ASPECTS[i]!.slice(0, 4) + p(2 * t! / (2 * t! + f! + n!)))
            .join(" ")
          : ""
      }`,
    );
  }
  if (!quiet) console.log(lines.join("\n"));
  return { print: lines.join("\n") };
}

function outOfFold(
  rows: DenseRows,
  strength: number,
  foldOf: (e: number) => number,
  folds: number,
): number[] {
  const models = Array.from(
    { length: folds },
    (_, fold) => fitDense(rows, strength, (e) => foldOf(e) !== fold),
  );
  return rows.inputs.map((input, at) => {
    const p = softmax(models[foldOf(rows.examples[at]!)]!, input);
    return p.indexOf(Math.max(...p));
  });
}

if (import.meta.main) {
  const [uciFolder, share = "1"] = Deno.args;
  const lexicon = await lexiconOf("data/feedback");
  const uci = await readUci(uciFolder!);
  const all = await readFolder("data/feedback/sentences", false);
  const own = all.filter((_, at) => (Math.imul(at + 7, 40503) >>> 4) % 100 < 100 * Number(share));
  const mat = material(prepare([...own, ...uci.train], lexicon));
  console.log(
    "features",
    mat.vocabulary.names.length,
    "pieces",
    mat.pieces.length,
    "nnz",
    mat.rows.ids.length,
  );
  const t = Date.now();
  evaluate(mat, CHOSEN);
  console.log("5-fold", Date.now() - t, "ms");
}
