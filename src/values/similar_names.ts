import { foldText } from "./fold.ts";

const MOST = 3;
/** Below this two names only share some letters. */
const LEAST_LIKENESS = 0.3;
const LONGEST = 80;

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The things whose name or id is most like a text, best first, at most three. */
export function similarNames<Thing extends Named>(
  text: string,
  things: readonly Thing[],
): Thing[] {
  const wanted = pairs(text);
  return things
    .map((thing) => ({
      thing,
      score: Math.max(likeness(wanted, pairs(thing.name)), likeness(wanted, pairs(thing.id))),
    }))
    .filter(({ score }) => score >= LEAST_LIKENESS)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ thing }) => thing);
}

/** Sørensen–Dice coefficient: twice the shared pairs of neighbouring letters over all of them. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const total = a.size + b.size;
  return total === 0 ? 0 : 2 * a.intersection(b).size / total;
}

function pairs(text: string): ReadonlySet<string> {
  const letters = ` ${foldText(text.slice(0, LONGEST))} `;
  return new Set(Array.from({ length: letters.length - 1 }, (_, i) => letters.slice(i, i + 2)));
}
