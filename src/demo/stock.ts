import type { Row } from "../storage/schema.ts";
import type { Milli } from "../values/money.ts";
import type { DemoLocation, Ingredient } from "./catalogue.ts";
import { deviation, happens, oneOf, type Random } from "./random.ts";
import { type Movement, openBook, type StockBook } from "./stock_book.ts";
import { millisecondsAt, type TradingDay } from "./trading_days.ts";

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

/** Local minutes of the business day; sales are written off after the last guest. */
const AT = { opening: 360, delivery: 420, check: 480, waste: 900, sales: 1620, count: 1635 };
/** Chance of waste of one ingredient on one day, and its share of a usual day. */
const WASTE = { chance: 0.04, share: 0.25, reasons: ["Spoiled", "Dropped", "Overcooked"] };
/** By how much a count differs from the book. */
const COUNT_ERROR = 0.004;
const SUNDAY = 7;
/** Days that the ingredient which runs out still lasts. */
const DAYS_LEFT = 0.6;

/** The shelves of all ingredients that a location uses. */
export function stockShelves(room: Storeroom, pantry: readonly Ingredient[]): Shelf[] {
  return pantry.map((ingredient) => ({ ingredient, perDay: usagePerDay(room, ingredient) }))
    .filter(({ perDay }) => perDay > 0)
    .map(({ ingredient, perDay }) => shelf(room, ingredient, perDay));
}

function usagePerDay({ days }: Storeroom, { id }: Ingredient): Milli {
  const total = days.reduce((sum, { usage }) => sum + (usage.get(id) ?? 0), 0);
  return total / days.length;
}

function shelf(room: Storeroom, ingredient: Ingredient, perDay: Milli): Shelf {
  const key = { location_id: room.location.id, ingredient_id: ingredient.id };
  const level = levels(ingredient, perDay);
  const book = openBook(key, room.now, room.nextId);
  for (const [index, today] of room.days.entries()) {
    if (index === 0) {
      book.write(today.day, AT.opening, { kind: "count", quantity: level.par_level, ...OPENING });
    } else if (index % ingredient.delivery_interval_days === 0) {
      deliver(book, today.day, ingredient, level.par_level);
    }
    wasteSome(book, today.day, perDay, room.random);
    sell(book, today, ingredient, room.now);
    if (today.day.weekday === SUNDAY) count(book, today.day, room.random);
  }
  if (room.location.running_out === ingredient.id) spoil(book, room, perDay * DAYS_LEFT);
  return { stock: { ...key, on_hand: book.onHand(), ...level }, movements: book.movements };
}

const OPENING = { actor: "kitchen", reason: "Opening count" };

/**
 * Par covers lead time, delivery interval and a day more; the reorder point covers the lead time
 * and a quarter of a day. (Daily usage x time + safety stock.)
 */
function levels({ lead_time_days, delivery_interval_days }: Ingredient, perDay: Milli) {
  return {
    par_level: Math.round(perDay * (lead_time_days + delivery_interval_days + 1)),
    reorder_point: Math.round(perDay * (lead_time_days + 0.25)),
  };
}

/** Brings as many whole packs as it takes to reach par. */
function deliver(
  book: StockBook,
  day: TradingDay,
  { pack_size, supplier }: Ingredient,
  parLevel: Milli,
): void {
  const pack = pack_size * 1000;
  const quantity = Math.max(Math.ceil((parLevel - book.onHand()) / pack), 0) * pack;
  book.write(day, AT.delivery, {
    kind: "received",
    quantity,
    actor: "receiving",
    reason: supplier,
  });
}

function wasteSome(book: StockBook, day: TradingDay, perDay: Milli, random: Random): void {
  if (!happens(random, WASTE.chance)) return;
  const quantity = -Math.round(perDay * WASTE.share * random());
  const reason = oneOf(random, WASTE.reasons);
  book.write(day, AT.waste, { kind: "waste", quantity, actor: "kitchen", reason });
}

/** Writes off what was sold that day; today, what was sold until now. */
function sell(book: StockBook, { day, usage }: UsageDay, { id }: Ingredient, now: number): void {
  const quantity = -(usage.get(id) ?? 0);
  book.write(day, Math.min(AT.sales, minuteOf(day, now)), {
    kind: "sold",
    quantity,
    actor: "point of sale",
    reason: "Sales of the day by recipe",
  });
}

function count(book: StockBook, day: TradingDay, random: Random): void {
  const quantity = Math.round(book.onHand() * COUNT_ERROR * deviation(random));
  book.write(day, AT.count, { kind: "count", quantity, actor: "kitchen", reason: "Weekly count" });
}

/** Throws away what is more than `left`, this morning. */
function spoil(book: StockBook, { days, now }: Storeroom, left: Milli): void {
  const today = days.at(-1)?.day;
  const excess = book.onHand() - Math.round(left);
  if (today === undefined || excess <= 0) return;
  book.write(today, Math.min(AT.check, minuteOf(today, now)), {
    kind: "waste",
    quantity: -excess,
    actor: "kitchen",
    reason: "Cooler failed overnight",
  });
}

function minuteOf(day: TradingDay, milliseconds: number): number {
  return (milliseconds - millisecondsAt(day, 0)) / 60_000;
}
