import type { Row } from "../storage/schema/schema.ts";
import type { Milli } from "../values/money.ts";
import { instantText, millisecondsAt, type TradingDay } from "./trading_days.ts";

/** A line in the book. */
export type Movement = Row<"stock_movements">;

/** A movement, who recorded it, and why. */
export interface Entry {
  readonly kind: Movement["kind"];
  /** Change in thousandths of the unit; nothing is written for zero. */
  readonly quantity: Milli;
  readonly actor: string;
  readonly reason?: string | undefined;
}

/** The book of one ingredient at one location. */
export interface StockBook {
  /** Writes an entry at a local minute of a day; what is still to come is not written. */
  write(day: TradingDay, minute: number, entry: Entry): void;
  /** The sum of what was written. */
  onHand(): Milli;
  readonly movements: readonly Movement[];
}

/**
 * Opens an empty book.
 *
 * @param now Milliseconds of the epoch.
 */
export function openBook(
  { location_id, ingredient_id }: Pick<Movement, "location_id" | "ingredient_id">,
  now: number,
  nextId: () => string,
): StockBook {
  const movements: Movement[] = [];
  let onHand = 0;
  return {
    write(day, minute, { kind, quantity, actor, reason }) {
      const at = millisecondsAt(day, minute);
      if (quantity === 0 || at > now) return;
      onHand += quantity;
      const level = kind === "count" ? onHand : null;
      movements.push({
        id: nextId(),
        location_id,
        ingredient_id,
        kind,
        quantity,
        reason: reason ?? null,
        actor,
        order_id: null,
        moved_at: instantText(at),
        business_date: day.date,
        level,
        undone_at: null,
      });
    },
    onHand: () => onHand,
    movements,
  };
}
