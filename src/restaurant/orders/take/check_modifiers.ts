import type { ModifierGroup } from "../../menu/modifier_groups.ts";
import { MOST_MODIFIERS } from "./order_request.ts";
import type { Report } from "./problems.ts";
import { foldText } from "../../../values/fold.ts";

/** Something that can be chosen in a modifier group. */
export type Modifier = ModifierGroup["modifiers"][number];

const MOST_LISTED = 8;

/** The modifiers that were chosen for an item, in the order of its groups. */
export function checkModifiers(
  wanted: readonly string[],
  groups: readonly ModifierGroup[],
  report: Report,
): Modifier[] {
  if (wanted.length > MOST_MODIFIERS) {
    report("modifiers", `Choose at most ${MOST_MODIFIERS}.`);
    return [];
  }
  const chosen = new Set<Modifier>();
  wanted.forEach((text, index) => {
    const found = findModifier(text, groups);
    if (typeof found === "string") report(`modifiers.${index}`, found);
    else if (chosen.has(found)) report(`modifiers.${index}`, `'${found.name}' is there twice.`);
    else chosen.add(found);
  });
  for (const group of groups) {
    const problem = countProblem(group, chosen);
    if (problem !== undefined) report("modifiers", problem);
  }
  return groups.flatMap(({ modifiers }) => modifiers).filter((modifier) => chosen.has(modifier));
}

/** The modifier that a text means, or what is wrong with it. */
function findModifier(text: string, groups: readonly ModifierGroup[]): Modifier | string {
  const all = groups.flatMap(({ modifiers }) => modifiers);
  const byId = all.find(({ id }) => id === text);
  if (byId !== undefined) return byId;
  const name = foldText(text.trim());
  const [found, other] = all.filter((modifier) => foldText(modifier.name) === name);
  if (other !== undefined) return `'${shown(text)}' names several modifiers; give an id.`;
  return found ??
    (all.length === 0
      ? "This item has no modifiers; leave it out."
      : `This item has no modifier '${shown(text)}'; it has ${listed(all)}.`);
}

function countProblem(
  { name, min_selections, max_selections, modifiers }: ModifierGroup,
  chosen: ReadonlySet<Modifier>,
): string | undefined {
  const count = modifiers.filter((modifier) => chosen.has(modifier)).length;
  if (count < min_selections) {
    return `Choose at least ${min_selections} of ${name}: ${listed(modifiers)}.`;
  }
  if (max_selections === null || count <= max_selections) return undefined;
  return `Choose at most ${max_selections} of ${name}, not ${count}.`;
}

function listed(modifiers: readonly Modifier[]): string {
  const more = modifiers.length - MOST_LISTED;
  return modifiers.slice(0, MOST_LISTED).map(({ id, name }) => `${id} (${name})`).join(", ") +
    (more > 0 ? ` and ${more} more` : "");
}

function shown(text: string): string {
  return text.slice(0, 40);
}
