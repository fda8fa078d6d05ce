import { type Expression, type RawBuilder, sql } from "kysely";
import type { InstantText } from "../values/clock.ts";
import { dateOfDay, type DayNumber, dayNumber } from "../values/day_number.ts";
import type { DateText } from "../values/business_day.ts";
import type { Period } from "../values/period.ts";
import { reachesOnlyIds } from "./only_ids.ts";
import type { Row } from "./schema/schema.ts";

/**
 * Whether a column contains a text, regardless of capitals; wildcards of `like` are plain
 * characters. SQLite folds the capitals of ASCII only.
 *
 * @param column Table and column, such as `orders.number`.
 */
export function contains(column: string, text: string): RawBuilder<boolean> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, (wildcard) => `\\${wildcard}`)}%`;
  return sql<boolean>`lower(${sql.ref(column)}) like lower(${pattern}) escape '\\'`;
}

/**
 * Whether an order is open. In the words of the index `orders_open` and without parameters: a
 * partial index only serves queries that plainly imply its condition.
 */
export function isOpenOrder(): RawBuilder<boolean> {
  return sql<boolean>`orders.status in ('received', 'preparing', 'ready')`;
}

/**
 * Every business date anywhere begins and ends within so many days of its date in UTC: at 00:00
 * local time at the earliest, up to 14 hours before UTC's, and at noon of the next day at the latest,
 * up to 12 hours after UTC's.
 */
const DAYS_AROUND = 2;

/** Whether an order was opened on the business dates of a period. */
export function openedOn({ date, end_date }: Period): RawBuilder<boolean> {
  return sql<boolean>`(${openedFrom(date)} and ${openedUntil(end_date)})`;
}

/**
 * Whether an order was opened on a business date or later. The index of orders is by time: it bounds
 * what is read, however long the history.
 */
export function openedFrom(date: DateText): RawBuilder<boolean> {
  const from = startOf(dayNumber(date) - DAYS_AROUND);
  return sql<boolean>`(orders.business_date >= ${date} and orders.opened_at >= ${from})`;
}

/** Whether an order was opened on a business date or earlier, by the same index. */
export function openedUntil(date: DateText): RawBuilder<boolean> {
  const before = startOf(dayNumber(date) + DAYS_AROUND + 1);
  return sql<boolean>`(orders.business_date <= ${date} and orders.opened_at < ${before})`;
}

function startOf(day: DayNumber): InstantText {
  return `${dateOfDay(day)}T00:00:00Z`;
}

/**
 * Whether stock was moved on a business date or later. No movement is written before its business
 * day begins, so the index by time bounds what is read.
 */
export function movedFrom(date: DateText): RawBuilder<boolean> {
  const from = startOf(dayNumber(date) - DAYS_AROUND);
  return sql<boolean>`(stock_movements.business_date >= ${date}
    and stock_movements.moved_at >= ${from})`;
}

/**
 * Whether stock was moved by a person, not by an order. In the words of the index
 * `stock_movements_by_hand` and without parameters, like `isOpenOrder`.
 */
export function isMovedByHand(): RawBuilder<boolean> {
  return sql<boolean>`stock_movements.kind not in ('sold', 'returned')`;
}

/**
 * Whether a movement of stock is a count that was not undone. In the words of the index
 * `stock_movements_counts` and without parameters, like `isOpenOrder`.
 */
export function isStandingCount(): RawBuilder<boolean> {
  return sql<boolean>`(stock_movements.kind = 'count' and stock_movements.undone_at is null)`;
}

/** The texts that orders are searched by. */
export const ORDER_TRAITS = ["discount", "refund", "void", "cancelled", "tip"] as const;

/** One of `ORDER_TRAITS`. */
export type OrderTrait = typeof ORDER_TRAITS[number];

const TRAITS: Readonly<Record<OrderTrait, Expression<boolean>>> = {
  discount: sql<boolean>`orders.discounts > 0`,
  tip: sql<boolean>`orders.tips > 0`,
  cancelled: sql<boolean>`orders.status = 'cancelled'`,
  refund: ofItsOwn(sql`exists (select 1 from refunds where refunds.order_id = orders.id)`),
  void: ofItsOwn(sql`exists (
    select 1 from order_lines where order_lines.order_id = orders.id
      and order_lines.location_id = orders.location_id and order_lines.voided = 1)`),
};

/** Whether an order has a discount, a refund and so on. */
export function orderHas(trait: OrderTrait): Expression<boolean> {
  return TRAITS[trait];
}

/**
 * Whether an order has an amount, in minor units. Between two bounds the amount with the tip also
 * counts, and the original amount of a cancelled order, whose total is zero.
 */
export function orderTotalWithin(least?: number, most?: number): Expression<boolean> {
  const total = sql`(orders.gross - orders.discounts + orders.service_charges + orders.gratuity
    + orders.tax + orders.gift_cards)`;
  if (least === undefined || most === undefined) {
    return sql<boolean>`${total} between ${least ?? Number.MIN_SAFE_INTEGER} and ${
      most ?? Number.MAX_SAFE_INTEGER
    }`;
  }
  return ofItsOwn(sql`(
    ${total} between ${least} and ${most}
    or (orders.tips > 0 and ${total} + orders.tips between ${least} and ${most})
    or (orders.status = 'cancelled' and (
      select coalesce(sum(order_lines.gross - order_lines.discount + order_lines.tax), 0)
      from order_lines where order_lines.order_id = orders.id
        and order_lines.location_id = orders.location_id) between ${least} and ${most})
  )`);
}

/** Whether an order was paid, at least partly, in a way whose name contains a text. */
export function orderPaidBy(method: string): Expression<boolean> {
  return ofItsOwn(sql`exists (
    select 1 from order_payments
    where order_payments.order_id = orders.id
      and order_payments.location_id = orders.location_id
      and ${contains("order_payments.method", method)})`);
}

/** Whether a text, folded as `foldText` does, is in what an order is searched by. */
export function orderContains(folded: string): Expression<boolean> {
  return ofItsOwn(sql`exists (
    select 1 from order_texts
    where order_texts.order_id = orders.id and order_texts.location_id = orders.location_id
      and ${contains("order_texts.text", folded)})`);
}

/**
 * Whether feedback has a theme: by the key of its own themes, however much other feedback there is.
 *
 * @param names Any of these; without them, any of its kind.
 */
export function feedbackHasTheme(
  kind: Row<"feedback_themes">["kind"],
  names?: readonly string[],
  sentiment?: string,
): Expression<boolean> {
  const isNamed = names === undefined ? sql`` : sql`and theme.name in (${sql.join(names)})`;
  const isFelt = sentiment === undefined ? sql`` : sql`and theme.sentiment = ${sentiment}`;
  return ofItsOwn(sql`exists (
    select 1 from feedback_themes as theme
    where theme.feedback_id = feedback.id and theme.kind = ${kind} ${isNamed} ${isFelt})`);
}

/** A condition on what belongs to the row itself, which is the caller's if the row is. */
function ofItsOwn(condition: RawBuilder<unknown>): Expression<boolean> {
  return reachesOnlyIds(condition.$castTo<boolean>());
}

/**
 * How severe the worst alert of feedback is, from 3 (critical) to 0 (no alert), in the words in which
 * its analysis is stored. Quotation marks of guests are escaped there, so they cannot claim one.
 */
export function feedbackUrgency(): RawBuilder<0 | 1 | 2 | 3> {
  return sql<0 | 1 | 2 | 3>`case when not ${feedbackHasTheme("alert")} then 0
    when feedback_analyses.analysis like '%"severity":"critical"%' then 3
    when feedback_analyses.analysis like '%"severity":"high"%' then 2
    else 1 end`;
}
