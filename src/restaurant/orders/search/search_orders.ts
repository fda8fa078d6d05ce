import {
  contains,
  orderHas,
  orderTotalWithin,
  type OrderTrait,
} from "../../../storage/conditions.ts";
import type { Reader } from "../../../storage/database.ts";
import type { OrderStatus, OrderType } from "../../../storage/schema/tables/orders.ts";
import type { DateText } from "../../../values/business_day.ts";
import type { Minor } from "../../../values/money.ts";
import type { OrderPosition } from "./order_cursor.ts";

/** Which orders are looked for; what is left out does not matter. */
export interface OrderSearch {
  /** First and last business date. */
  readonly from?: DateText | undefined;
  readonly to?: DateText | undefined;
  readonly location_id?: string | undefined;
  /** Part of the number, table, customer's name or an item's name. */
  readonly text?: string | undefined;
  readonly status?: OrderStatus | undefined;
  readonly order_type?: OrderType | undefined;
  /** Only orders with one of these. */
  readonly has?: OrderTrait | undefined;
  /** Paid at least partly by this method, as named by the point of sale. */
  readonly payment_method?: string | undefined;
  /**
   * Bounds of the bill, as in `billTotal`, of the bill with tips, or of the original amount of a
   * cancelled order.
   */
  readonly min_total?: Minor | undefined;
  readonly max_total?: Minor | undefined;
  /** Only orders after this one: that is, opened before it. */
  readonly after?: OrderPosition | undefined;
  readonly limit: number;
}

/** The orders that match, the latest first; of one second, the greater id first. */
export async function searchOrders(reader: Reader, search: OrderSearch): Promise<OrderPosition[]> {
  const { from, to, location_id, text, status, order_type, after, has, payment_method } = search;
  return await reader.selectFrom("orders").select(["id", "opened_at"])
    .where((eb) => {
      return eb.and([
        ...(location_id === undefined ? [] : [eb("location_id", "=", location_id)]),
        ...(from === undefined ? [] : [
          eb("business_date", ">=", from),
          eb("opened_at", ">=", daysLater(from, -1)),
        ]),
        ...(to === undefined ? [] : [
          eb("business_date", "<=", to),
          eb("opened_at", "<", daysLater(to, 3)),
        ]),
        ...(status === undefined ? [] : [eb("status", "=", status)]),
        ...(order_type === undefined ? [] : [eb("order_type", "=", order_type)]),
        ...(has === undefined ? [] : [orderHas(has)]),
        ...(payment_method === undefined ? [] : [eb.exists(
          eb.selectFrom("order_payments").select("order_payments.order_id")
            .whereRef("order_payments.order_id", "=", "orders.id")
            .where(contains("order_payments.method", payment_method)),
        )]),
        ...(search.min_total === undefined && search.max_total === undefined
          ? []
          : [orderTotalWithin(search.min_total, search.max_total)]),
        ...(text === undefined ? [] : [eb.or([
          contains("orders.number", text),
          contains("orders.table_name", text),
          contains("orders.customer_name", text),
          eb.exists(
            eb.selectFrom("order_lines").select("order_lines.order_id")
              .whereRef("order_lines.order_id", "=", "orders.id")
              .where(contains("order_lines.name", text)),
          ),
        ])]),
        ...(after === undefined ? [] : [
          eb("opened_at", "<=", after.opened_at),
          eb.or([eb("opened_at", "<", after.opened_at), eb("id", "<", after.id)]),
        ]),
      ]);
    })
    .orderBy("opened_at", "desc").orderBy("id", "desc").limit(search.limit)
    .execute();
}

/**
 * Bounds in UTC that hold every order of a business date anywhere: the indexes are in the order of
 * time. A business date begins at 00:00 local time at the earliest, up to 14 hours before UTC's, and
 * ends at noon of the next day at the latest, up to 12 hours after UTC's.
 */
function daysLater(date: DateText, days: number): string {
  return `${Temporal.PlainDate.from(date).add({ days })}T00:00:00Z`;
}
