import { daypartOf } from "../sales/daypart.ts";
import type { Course, DemoOrderType, Dish, Habits } from "./catalogue.ts";
import type { DemoModifier, DishOnOffer, Variation } from "./dishes.ts";
import { around, type Choice, happens, oneOf, type Random } from "./random.ts";
import type { Tastes } from "./tastes.ts";

/** Some of one dish, as a party ordered it. */
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

/** The courses in the order in which they come to the table. */
const MEAL: readonly Course[] = ["drink", "starter", "main", "side", "dessert"];

/** How often the next guest takes what the one before took. */
const SAME_AGAIN = 0.5;
const WITH_NOTES = 0.012;
const GIFT_CARD = { usually: 0.003, december: 0.02 };

/** How much of a course is taken away by those who do not sit down; drinks in the morning are. */
const AWAY: Partial<Record<Course, number>> = { drink: 0.4, dessert: 0.7 };
const SEATED: Partial<Record<Course, number>> = {};

/** What a party orders: at least one thing. */
export function basket(party: Party, tastes: Tastes, habits: Habits, random: Random): Pick[] {
  const daypart = daypartOf(party.hour);
  const taste = tastes(daypart);
  const appetite = habits.appetite[daypart] ?? {};
  const away = party.order_type === "dine_in" || daypart === "breakfast" ? SEATED : AWAY;
  const picks: Pick[] = [];
  for (const course of MEAL) {
    const mean = (appetite[course] ?? 0) * (away[course] ?? 1) * party.guests;
    takeCourse(picks, around(random, mean), taste.get(course), habits, random);
  }
  if (picks.length === 0) takeCourse(picks, 1, taste.get("main"), habits, random);
  return picks;
}

/** A gift card now and then, mostly before Christmas. */
export function giftCard(month: number, tastes: Tastes, random: Random): Pick[] {
  if (!happens(random, month === 12 ? GIFT_CARD.december : GIFT_CARD.usually)) return [];
  const offer = tastes("dinner").get("gift_card")?.(random);
  return offer === undefined ? [] : [pickOf(offer, 1, undefined, random)];
}

function takeCourse(
  picks: Pick[],
  count: number,
  choose: Choice<DishOnOffer> | undefined,
  habits: Habits,
  random: Random,
): void {
  let left = count;
  while (left > 0) {
    const quantity = left > 1 && happens(random, SAME_AGAIN) ? 2 : 1;
    left -= quantity;
    const offer = choose?.(random);
    if (offer === undefined) return;
    const notes = happens(random, WITH_NOTES) ? oneOf(random, habits.line_notes) : undefined;
    picks.push(pickOf(offer, quantity, notes, random));
  }
}

function pickOf(
  { dish, variation, modifiers }: DishOnOffer,
  quantity: number,
  notes: string | undefined,
  random: Random,
): Pick {
  return { dish, quantity, variation: variation(random), modifiers: modifiers(random), notes };
}
