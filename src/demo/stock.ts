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

/** Local minutes of the business day; sales are written off with the last guest. */
const AT = { opening: 360, delivery: 420, check: 480, waste: 900, sales: 1558, count: 1559 };
/** Chance of waste of one ingredient on one day, and its share of a usual day. */
const WASTE = { chance: 0.04, share: 0.25, reasons: ["Spoiled", "Dropped", "Overcooked"] };
/** By how much a count differs from the book. */
const COUNT_ERROR = 0.004;
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
  const total = used.reduce((sum, quantity) => sum + quantity, 0);
  return { per_day: total / days.length, busiest_day: Math.max(...used) };
}

function shelf(room: Storeroom, ingredient: Ingredient, need: Need): Shelf {
  const key = { location_id: room.location.id, ingredient_id: ingredient.id };
  const level = levels(ingredient, need);
  const book = openBook(key, room.now, room.nextId);
  for (const [index, today] of room.days.entries()) {
    if (index === 0) open(book, today.day, level.par_level);
    else if (index % ingredient.delivery_interval_days === 0) {
      deliver(book, today.day, ingredient, level.par_level);
    }
    wasteSome(book, today.day, need.per_day, room.random);
    sell(book, today, ingredient, room.now);
    if (today.day.weekday === SUNDAY) count(book, today.day, room.random);
  }
  if (room.location.running_out === ingredient.id) spoil(book, room, need.per_day * DAYS_LEFT);
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

function open(book: StockBook, day: TradingDay, quantity: Milli): void {
  book.write(day, AT.opening, {
    kind: "count",
    quantity,
    actor: "kitchen",
    reason: "Opening count",
  });
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
    reason: "Delivered warm, thrown away",
  });
}

function minuteOf(day: TradingDay, milliseconds: number): number {
  return (milliseconds - millisecondsAt(day, 0)) / 60_000;
}
