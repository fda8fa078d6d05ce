import type { Discount, OrderLine } from "../restaurant/orders/model/order.ts";
import type { Party, Pick } from "./basket.ts";
import type { DemoLocation, DiscountRule, Habits } from "./catalogue.ts";
import { between, happens, type Random } from "./random.ts";
import type { TradingDay } from "./trading_days.ts";

/** Why an order costs less, and by how much. */
export interface Reduction {
  readonly name: string;
  /** Given on single lines, not on the whole order. */
  readonly by_line: boolean;
  /** Percent off for a pick. */
  percent(pick: Pick): number;
}

/** The discount that an order gets, if it gets one. */
export function reductionFor(
  picks: readonly Pick[],
  { party, day, location, habits }: {
    readonly party: Party;
    readonly day: TradingDay;
    readonly location: DemoLocation;
    readonly habits: Habits;
  },
  random: Random,
): Reduction | undefined {
  if (happens(random, drifting(location, "comp_rate", day))) return comp(picks, habits, random);
  const rule = habits.discounts.find((rule) =>
    applies(rule, party, day) && happens(random, rule.chance)
  );
  return rule && {
    name: rule.name,
    by_line: rule.categories !== undefined,
    percent: ({ dish }) => rule.categories?.includes(dish.category) ?? true ? rule.percent : 0,
  };
}

/** A rate that rises over the last weeks at a location with a problem. */
export function drifting(
  location: DemoLocation,
  rate: "void_rate" | "comp_rate",
  { days_ago }: TradingDay,
): number {
  const { slipping } = location;
  if (slipping === null || days_ago >= slipping.days) return location[rate];
  return location[rate] + (slipping[rate] - location[rate]) * (1 - days_ago / slipping.days);
}

/** The discounts of an order by name, as its lines have them. */
export function namedDiscounts(
  reduction: Reduction | undefined,
  lines: readonly OrderLine[],
): Discount[] {
  if (reduction === undefined) return [];
  const { name, by_line } = reduction;
  const given = lines.map(({ discount }, index) => ({
    line_number: index + 1,
    name,
    amount: discount,
  }));
  const amount = given.reduce((sum, { amount }) => sum + amount, 0);
  if (by_line) return given.filter(({ amount }) => amount > 0);
  return amount > 0 ? [{ name, amount }] : [];
}

function applies(rule: DiscountRule, { order_type, hour }: Party, { weekday }: TradingDay) {
  return rule.order_types.includes(order_type) && rule.from <= hour && hour < rule.to &&
    (rule.weekdays?.includes(weekday) ?? true);
}

/** The manager comps one dish. */
function comp(picks: readonly Pick[], { comp_name }: Habits, random: Random): Reduction {
  const given = picks[between(random, 0, picks.length - 1)];
  return { name: comp_name, by_line: true, percent: (pick) => pick === given ? 100 : 0 };
}
