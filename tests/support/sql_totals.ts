import { type RawBuilder, sql } from "kysely";
import type { Writer } from "../../src/storage/database.ts";
import type { Dimension } from "../../src/restaurant/sales/dimensions.ts";

/** One figure of one group. Zeros are left out. */
export interface Total {
  readonly location_id: string;
  readonly business_date: string;
  readonly key: string;
  readonly figure: string;
  readonly value: number;
}

/** The SQL of a group's key: for a whole order or refund, for one of its lines, for a charge. */
interface Keys {
  readonly order: RawBuilder<unknown>;
  readonly refund: RawBuilder<unknown>;
  readonly line: RawBuilder<unknown>;
  readonly refundLine: RawBuilder<unknown>;
}

const empty = sql`''`;
const KEYS = {
  day: { order: empty, refund: empty, line: empty, refundLine: empty },
  hour: {
    order: sql`substr('0' || o.local_hour, length('0' || o.local_hour) - 1)`,
    refund: sql`substr('0' || r.local_hour, length('0' || r.local_hour) - 1)`,
    line: sql`substr('0' || o.local_hour, length('0' || o.local_hour) - 1)`,
    refundLine: sql`substr('0' || r.local_hour, length('0' || r.local_hour) - 1)`,
  },
  order_type: {
    order: sql`o.order_type`,
    refund: sql`r.order_type`,
    line: sql`o.order_type`,
    refundLine: sql`r.order_type`,
  },
  category: { order: empty, refund: empty, line: sql`l.category`, refundLine: sql`l.category` },
  item: {
    order: empty,
    refund: empty,
    line: sql`l.menu_item_id`,
    refundLine: sql`l.menu_item_id`,
  },
} satisfies Partial<Record<Dimension, Keys>>;

/** The dimensions that SQL can add up without dividing anything. */
export const SQL_DIMENSIONS = Object.keys(KEYS) as (keyof typeof KEYS)[];

/** Figures that only whole orders have, not their lines. */
const WHOLE_ONLY = "('gratuity', 'tips', 'guests', 'guest_transactions')";

/**
 * Every total of one dimension in plain SQL from the orders and refunds themselves. It shares no
 * code with the program, so that a wrong formula there shows.
 */
export async function sqlTotals(
  writer: Writer,
  dimension: keyof typeof KEYS,
): Promise<Total[]> {
  const { order, refund, line, refundLine } = KEYS[dimension];
  const byLine = dimension === "category" || dimension === "item";
  const { rows } = await sql<Total>`
    with lines as (
      select o.location_id, o.business_date, o.id as order_id, ${line} as key,
        l.quantity, l.gross, l.discount, l.tax,
        case
          when o.status = 'cancelled' or l.voided = 1 then 'void'
          when l.gift_card = 1 then 'gift card'
          else 'sold'
        end as counts_as
      from orders o join order_lines l on l.order_id = o.id
    ),
    sales as (
      select o.*, ${order} as key from orders o
      where o.id in (select order_id from lines where counts_as = 'sold')
    ),
    returned as (
      select r.location_id, r.business_date, ${refundLine} as key, l.quantity, l.amount, l.tax
      from refunds r join refund_lines l on l.refund_id = r.id
    ),
    given_back as (select r.*, ${refund} as key from refunds r),
    charges as (
      select o.location_id, o.business_date, ${order} as key, c.amount, c.is_gratuity
      from orders o join order_service_charges c on c.order_id = o.id
      where o.status <> 'cancelled'
    ),
    facts (location_id, business_date, key, figure, value) as (
      select location_id, business_date, key, 'transactions', 1
        from (select distinct location_id, business_date, key, order_id
          from lines where counts_as = 'sold') as distinct_orders
      union all select location_id, business_date, key, 'units', quantity
        from lines where counts_as = 'sold'
      union all select location_id, business_date, key, 'gross', gross
        from lines where counts_as = 'sold'
      union all select location_id, business_date, key, 'discounts', discount
        from lines where counts_as = 'sold'
      union all select location_id, business_date, key, 'tax', tax
        from lines where counts_as = 'sold'
      union all select location_id, business_date, key, 'gift_cards', gross - discount
        from lines where counts_as = 'gift card'
      union all select location_id, business_date, key, 'voids', gross
        from lines where counts_as = 'void'
      union all select location_id, business_date, key, 'voided_lines', 1
        from lines where counts_as = 'void'
      union all select location_id, business_date, key, 'guests', guests
        from sales where guests is not null
      union all select location_id, business_date, key, 'guest_transactions', 1
        from sales where guests is not null
      union all select location_id, business_date, key, 'service_charges', amount
        from charges where is_gratuity = 0
      union all select location_id, business_date, key, 'gratuity', amount
        from charges where is_gratuity = 1
      union all select o.location_id, o.business_date, ${order}, 'tips', p.tip
        from orders o join order_payments p on p.order_id = o.id where o.status <> 'cancelled'
      union all select location_id, business_date, key, 'units', -quantity from returned
      union all select location_id, business_date, key, 'refunds', amount from returned
      union all select location_id, business_date, key, 'tax', -tax from returned
      union all select location_id, business_date, key, 'refunds', service_charges from given_back
      union all select location_id, business_date, key, 'gratuity', -gratuity from given_back
      union all select location_id, business_date, key, 'tips', -tips from given_back
    )
    select location_id, business_date, key, figure, sum(value) as value
    from facts
    where ${byLine ? sql`figure not in ${sql.raw(WHOLE_ONLY)}` : sql`true`}
    group by location_id, business_date, key, figure
    having sum(value) <> 0
    order by location_id, business_date, key, figure
  `.execute(writer);
  return rows.map((row) => ({ ...row }));
}
