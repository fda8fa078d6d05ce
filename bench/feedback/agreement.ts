/*
 * deno run -A bench/feedback/agreement.ts: how far the second pass of labelling, which saw a tenth
 * of the sentences and texts without their labels, agrees with the first.
 */
import { ASPECTS } from "../../src/restaurant/feedback/model/aspects.ts";
import { type Labelled, readFolder, readLabels } from "./labels.ts";

const DATA = new URL("../../data/feedback/", import.meta.url).pathname;

/** One piece as both passes labelled it. */
interface Pair {
  readonly first: Labelled;
  readonly second: Labelled;
}

const NONE: ReadonlySet<string> = new Set();

await compare("sentences", "second_pass.tsv", false);
await compare("texts", "second_pass_texts.tsv", true);

async function compare(kind: string, name: string, whole: boolean): Promise<void> {
  const second = readLabels(await Deno.readTextFile(`${DATA}${name}`), name, whole);
  const labelled = await readFolder(`${DATA}${kind}`, whole);
  const first = new Map(labelled.map((label) => [label.text, label]));
  const pairs = second.flatMap((label) => {
    const other = first.get(label.text);
    return other === undefined ? [] : [{ first: other, second: label }];
  });
  const same = pairs.filter(({ first, second }) => first.overall === second.overall).length;
  const observed = same / pairs.length;
  print(`${pairs.length} ${kind} in both passes`);
  print(`  overall: ${percent(observed)} alike, kappa ${kappa(pairs, observed).toFixed(3)}`);
  print(
    `  aspects: F1 ${percent(agreement(pairs, aspects))}, with polarity ${
      percent(agreement(pairs, polarities))
    }`,
  );
  const each = ASPECTS.map((aspect, at) => {
    const only = ({ aspects }: Labelled) => (aspects[at] ?? -1) < 0 ? [] : [aspect];
    return `${aspect} ${percent(agreement(pairs, only))}`;
  });
  print(`  by aspect: ${each.join(", ")}`);
  print(`  alerts: F1 ${percent(agreement(pairs, ({ alerts }) => alerts))}`);
}

function aspects({ aspects }: Labelled): string[] {
  return aspects.flatMap((polarity, aspect) => polarity < 0 ? [] : [`${aspect}`]);
}

function polarities({ aspects }: Labelled): string[] {
  return aspects.flatMap((polarity, aspect) => polarity < 0 ? [] : [`${aspect} ${polarity}`]);
}

/** Twice what both name, of what each names. */
function agreement(
  pairs: readonly Pair[],
  named: (label: Labelled) => readonly string[],
): number {
  const sets = pairs.map(({ first, second }) => [new Set(named(first)), new Set(named(second))]);
  const both = sets.reduce((sum, [a = NONE, b = NONE]) => sum + a.intersection(b).size, 0);
  return 2 * both / sets.flat().reduce((sum, { size }) => sum + size, 0);
}

/** Cohen's kappa: agreement beyond what two who guess by these shares would reach. */
function kappa(pairs: readonly Pair[], observed: number): number {
  const share = (pass: "first" | "second", label: number) =>
    pairs.filter((pair) => pair[pass].overall === label).length / pairs.length;
  const chance = [0, 1, 2, 3].reduce(
    (sum, label) => sum + share("first", label) * share("second", label),
    0,
  );
  return (observed - chance) / (1 - chance);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
