/*
 * deno run -A bench/feedback/agreement.ts: how far the second pass of labelling, which saw a tenth
 * of the sentences without their labels, agrees with the first.
 */
import { type Labelled, readFolder, readLabels } from "./labels.ts";

const DATA = new URL("../../data/feedback/", import.meta.url).pathname;

const NONE: ReadonlySet<string> = new Set();
const first = new Map(
  (await readFolder(`${DATA}sentences`, false)).map((label) => [label.text, label]),
);
const second = readLabels(await Deno.readTextFile(`${DATA}second_pass.tsv`), "second_pass", false);
const pairs = second.flatMap((label) => {
  const other = first.get(label.text);
  return other === undefined ? [] : [{ first: other, second: label }];
});

const same = pairs.filter(({ first, second }) => first.overall === second.overall).length;
const observed = same / pairs.length;
print(`${pairs.length} sentences in both passes`);
print(`overall: ${percent(observed)} alike, kappa ${kappa(observed).toFixed(3)}`);
print(
  `aspects: F1 ${percent(agreement(aspects))}, with polarity ${percent(agreement(polarities))}`,
);
print(`alerts: F1 ${percent(agreement(({ alerts }) => alerts))}`);

function aspects({ aspects }: Labelled): string[] {
  return aspects.flatMap((polarity, aspect) => polarity < 0 ? [] : [`${aspect}`]);
}

function polarities({ aspects }: Labelled): string[] {
  return aspects.flatMap((polarity, aspect) => polarity < 0 ? [] : [`${aspect} ${polarity}`]);
}

/** Twice what both name, of what each names. */
function agreement(named: (label: Labelled) => readonly string[]): number {
  const sets = pairs.map(({ first, second }) => [new Set(named(first)), new Set(named(second))]);
  const both = sets.reduce((sum, [a = NONE, b = NONE]) => sum + a.intersection(b).size, 0);
  return 2 * both / sets.flat().reduce((sum, { size }) => sum + size, 0);
}

/** Cohen's kappa: agreement beyond what two who guess by these shares would reach. */
function kappa(observed: number): number {
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
