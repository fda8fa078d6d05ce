import type { Catalogue, DemoModifierGroup, Dish } from "./catalogue.ts";
import { type Choice, happens, type Random, weighted } from "./random.ts";

/** A size or kind of a dish. */
export type Variation = Dish["variations"][number];

/** What a guest adds to a dish or asks for. */
export type DemoModifier = DemoModifierGroup["modifiers"][number];

/** A dish with the choices that come with it. */
export interface DishOnOffer {
  readonly dish: Dish;
  readonly variation: Choice<Variation>;
  modifiers(random: Random): readonly DemoModifier[];
}

/** Share of guests who choose a second modifier if they may. */
const ONE_MORE = 0.3;
const NONE: readonly DemoModifier[] = [];

/** All dishes, ready to be ordered. */
export function dishesOnOffer({ menu, modifier_groups }: Catalogue): DishOnOffer[] {
  const groups = new Map(modifier_groups.map((group) => [group.id, groupOnOffer(group)]));
  return menu.map((dish) => {
    const own = dish.groups.map((id) => groups.get(id)).filter((group) => group !== undefined);
    return {
      dish,
      variation: weighted(dish.variations, ({ weight }) => weight),
      modifiers: (random) => own.length === 0 ? NONE : own.flatMap((choose) => choose(random)),
    };
  });
}

/** A guest's choice from a group: what is required, and sometimes one more. */
function groupOnOffer(
  { often, min_selections, max_selections, modifiers }: DemoModifierGroup,
): (random: Random) => readonly DemoModifier[] {
  const choose = weighted(modifiers, ({ weight }) => weight);
  return (random) => {
    if (min_selections === 0 && !happens(random, often)) return NONE;
    const first = choose(random);
    const second = max_selections > 1 && happens(random, ONE_MORE) ? choose(random) : first;
    if (first === undefined || second === undefined) return NONE;
    return first === second ? [first] : [first, second];
  };
}
