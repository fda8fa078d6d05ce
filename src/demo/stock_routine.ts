import type { Milli } from "../values/money.ts";
import type { Ingredient } from "./catalogue.ts";
import { deviation, happens, oneOf, type Random } from "./random.ts";
import type { StockBook } from "./stock_book.ts";
import { minuteAt, type TradingDay } from "./trading_days.ts";

/** Local minutes of the business day; sales are written off with the last guest. */
const AT = { opening: 360, delivery: 420, check: 480, waste: 900, sales: 1558, count: 1559 };
/** Chance of waste of one ingredient on one day, and its share of a usual day. */
const WASTE = { chance: 0.04, share: 0.25, reasons: ["Spoiled", "Dropped", "Overcooked"] };
/** By how much a count differs from the book. */
const COUNT_ERROR = 0.004;

/** The first count. */
export function openWith(book: StockBook, day: TradingDay, quantity: Milli): void {
  const reason = "Opening count";
  book.write(day, AT.opening, { kind: "count", quantity, actor: "kitchen", reason });
}

/** A delivery of as many whole packs as it takes to reach par. */
export function deliver(
  book: StockBook,
  day: TradingDay,
  { pack_size, supplier }: Ingredient,
  parLevel: Milli,
): void {
  const pack = pack_size * 1000;
  const packs = Math.max(Math.ceil((parLevel - book.onHand()) / pack), 0);
  book.write(day, AT.delivery, {
    kind: "received",
    quantity: packs * pack,
    actor: "receiving",
    reason: supplier,
  });
}

/** Sometimes, a part of a day's need. */
export function waste(book: StockBook, day: TradingDay, perDay: Milli, random: Random): void {
  if (!happens(random, WASTE.chance)) return;
  const quantity = -Math.round(perDay * WASTE.share * random());
  const reason = oneOf(random, WASTE.reasons);
  book.write(day, AT.waste, { kind: "waste", quantity, actor: "kitchen", reason });
}

/**
 * Writes off what was sold that day; today, what was sold until now.
 *
 * @param now Milliseconds of the epoch.
 */
export function writeOff(book: StockBook, day: TradingDay, sold: Milli, now: number): void {
  const minute = Math.min(AT.sales, minuteAt(day, now));
  const reason = "Sales of the day by recipe";
  book.write(day, minute, { kind: "sold", quantity: -sold, actor: "point of sale", reason });
}

/** A count that finds a little more or less than the book says. */
export function count(book: StockBook, day: TradingDay, random: Random): void {
  const quantity = Math.round(book.onHand() * COUNT_ERROR * deviation(random));
  book.write(day, AT.count, { kind: "count", quantity, actor: "kitchen", reason: "Weekly count" });
}

/**
 * Throws away anything over `left`, this morning.
 *
 * @param now Milliseconds of the epoch.
 */
export function throwAway(book: StockBook, day: TradingDay, left: Milli, now: number): void {
  const quantity = Math.min(left - book.onHand(), 0);
  const minute = Math.min(AT.check, minuteAt(day, now));
  const reason = "Delivered warm, thrown away";
  book.write(day, minute, { kind: "waste", quantity, actor: "kitchen", reason });
}
