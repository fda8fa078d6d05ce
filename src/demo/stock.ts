import type { Row } from "../storage/schema/schema.ts";
import type { Milli } from "../values/money.ts";
import { sum } from "../values/sum.ts";
import type { DemoLocation, Ingredient } from "./catalogue.ts";
import type { Random } from "./random.ts";
import { type Movement, openBook } from "./stock_book.ts";
import { count, deliver, openWith, throwAway, waste, writeOff } from "./stock_routine.ts";
import type { TradingDay } from "./trading_days.ts";

/** What a location used on a day, by ingredient. */
export interface UsageDay {
  readonly day: TradingDay;
  readonly usage: ReadonlyMap<string, Milli>;
}

/** A storeroom and what was taken from it. */
export interface Storeroom {
  readonly location: DemoLocation;
  /** Oldest first; the last one is today. */
  readonly days: readonly UsageDay[];
  readonly random: Random;
  /** Milliseconds of the epoch. */
  readonly now: number;
  nextId(): string;
}

/** The stock of an ingredient and the movements that it is the sum of. */
export interface Shelf {
  readonly stock: Row<"stock">;
  readonly movements: readonly Movement[];
}

const SUNDAY = 7;
/** Days that the ingredient which runs out still lasts. */
const DAYS_LEFT = 0.6;

/** The shelves of all ingredients that a location uses. */
export function stockShelves(room: Storeroom, pantry: readonly Ingredient[]): Shelf[] {
  return pantry.map((ingredient) => ({ ingredient, need: needOf(room, ingredient) }))
    .filter(({ need }) => need.busiest_day > 0)
    .map(({ ingredient, need }) => shelf(room, ingredient, need));
}

/** How much of an ingredient a location needs. */
interface Need {
  readonly per_day: Milli;
  readonly busiest_day: Milli;
}

function needOf({ days }: Storeroom, { id }: Ingredient): Need {
  const used = days.map(({ usage }) => usage.get(id) ?? 0);
  const total = sum(used);
  return { per_day: total / days.length, busiest_day: Math.max(...used) };
}

function shelf(room: Storeroom, ingredient: Ingredient, need: Need): Shelf {
  const key = { location_id: room.location.id, ingredient_id: ingredient.id };
  const level = levels(ingredient, need);
  const book = openBook(key, room.now, room.nextId);
  for (const [index, today] of room.days.entries()) {
    if (index === 0) openWith(book, today.day, level.par_level);
    else if (index % ingredient.delivery_interval_days === 0) {
      deliver(book, today.day, ingredient, level.par_level);
    }
    waste(book, today.day, need.per_day, room.random);
    writeOff(book, today.day, today.usage.get(ingredient.id) ?? 0, room.now);
    if (today.day.weekday === SUNDAY) count(book, today.day, room.random);
  }
  const last = room.days.at(-1);
  if (last && room.location.running_out === ingredient.id) {
    throwAway(book, last.day, Math.round(need.per_day * DAYS_LEFT), room.now);
  }
  return { stock: { ...key, on_hand: book.onHand(), ...level }, movements: book.movements };
}

/**
 * Par covers the usage over lead time and delivery interval, the reorder point that over the lead
 * time; safety stock comes from the busiest day. (Daily usage x time + safety stock.)
 */
function levels({ lead_time_days, delivery_interval_days }: Ingredient, need: Need) {
  const { per_day, busiest_day } = need;
  return {
    par_level: Math.round(per_day * (lead_time_days + delivery_interval_days) + 2 * busiest_day),
    reorder_point: Math.round(per_day * lead_time_days + busiest_day / 4),
  };
}
