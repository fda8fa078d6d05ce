import { daypartOf } from "../restaurant/sales/daypart.ts";
import type { Course, DemoOrderType, Dish, Habits } from "./catalogue.ts";
import type { DemoModifier, DishOnOffer, Variation } from "./dishes.ts";
import { around, type Choice, happens, oneOf, type Random } from "./random.ts";
import type { Tastes } from "./tastes.ts";

/** A number of one dish, as a party ordered it. */
export interface Pick {
  readonly dish: Dish;
  readonly quantity: number;
  readonly variation: Variation | undefined;
  readonly modifiers: readonly DemoModifier[];
  readonly notes: string | undefined;
}

/** Who orders. */
export interface Party {
  readonly order_type: DemoOrderType;
  readonly guests: number;
  /** Hour on the wall clock. */
  readonly hour: number;
}

/** The courses in the order in which they are served. */
const MEAL: readonly Course[] = ["drink", "starter", "main", "side", "dessert"];

/** How often the next guest takes what the one before took. */
const SAME_AGAIN = 0.5;
/** Share of lines with a note for the kitchen. */
const WITH_NOTES = 0.012;
/** Share of orders with a gift card. */
const GIFT_CARD = { usually: 0.003, december: 0.02 };

/** How much of a course take-away guests order; drinks in the morning are. */
const AWAY: Partial<Record<Course, number>> = { drink: 0.4, dessert: 0.7 };
const SEATED: Partial<Record<Course, number>> = {};

/** What a party orders: at least one thing. */
export function basket(party: Party, tastes: Tastes, habits: Habits, random: Random): Pick[] {
  const daypart = daypartOf(party.hour);
  const taste = tastes(daypart);
  const appetite = habits.appetite[daypart] ?? {};
  const away = party.order_type === "dine_in" || daypart === "breakfast" ? SEATED : AWAY;
  const picks = MEAL.flatMap((course) => {
    const mean = (appetite[course] ?? 0) * (away[course] ?? 1) * party.guests;
    return picksOf(taste.get(course), around(random, mean), habits, random);
  });
  return picks.length > 0 ? picks : picksOf(taste.get("main"), 1, habits, random);
}

/** A gift card now and then, mostly before Christmas. */
export function giftCard(month: number, tastes: Tastes, random: Random): Pick[] {
  if (!happens(random, month === 12 ? GIFT_CARD.december : GIFT_CARD.usually)) return [];
  const offer = tastes("dinner").get("gift_card")?.(random);
  return offer === undefined ? [] : [pickOf(offer, 1, undefined, random)];
}

/** A number of dishes of one course, some of them the same. */
function picksOf(
  choose: Choice<DishOnOffer> | undefined,
  count: number,
  habits: Habits,
  random: Random,
): Pick[] {
  const picks: Pick[] = [];
  let left = count;
  while (left > 0) {
    const quantity = left > 1 && happens(random, SAME_AGAIN) ? 2 : 1;
    left -= quantity;
    const offer = choose?.(random);
    if (offer === undefined) return picks;
    const notes = happens(random, WITH_NOTES) ? oneOf(random, habits.line_notes) : undefined;
    picks.push(pickOf(offer, quantity, notes, random));
  }
  return picks;
}

function pickOf(
  { dish, variation, modifiers }: DishOnOffer,
  quantity: number,
  notes: string | undefined,
  random: Random,
): Pick {
  return { dish, quantity, variation: variation(random), modifiers: modifiers(random), notes };
}
