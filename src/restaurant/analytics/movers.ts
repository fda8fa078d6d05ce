import type { Minor } from "../../values/money.ts";

/** How much one group moved a figure. */
export interface Mover {
  readonly group: string;
  readonly previous: Minor;
  readonly current: Minor;
  readonly change: Minor;
}

/** Every group's change, the largest first, whichever way; the changes add up to that of the whole. */
export function moversOf(
  previous: ReadonlyMap<string, Minor>,
  current: ReadonlyMap<string, Minor>,
): Mover[] {
  const groups = [...new Set([...previous.keys(), ...current.keys()])];
  const movers = groups.map((group) => {
    const [old, recent] = [previous.get(group) ?? 0, current.get(group) ?? 0];
    return { group, previous: old, current: recent, change: recent - old };
  });
  return movers.sort((a, b) =>
    Math.abs(b.change) - Math.abs(a.change) || (a.group < b.group ? -1 : 1)
  );
}
