import {
  isOpenOrder,
  openedFrom,
  openedUntil,
  orderContains,
  orderHas,
  orderPaidBy,
  orderTotalWithin,
  type OrderTrait,
} from "../../../storage/conditions.ts";
import type { Reader } from "../../../storage/database.ts";
import type { OrderStatus, OrderType } from "../../../storage/schema/tables/orders.ts";
import { orderHasPieces } from "../../../storage/scope/text_search.ts";
import type { DateText } from "../../../values/business_day.ts";
import { foldText } from "../../../values/fold.ts";
import type { Minor } from "../../../values/money.ts";
import { isOpen } from "../model/open_status.ts";
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

/** What a search found. */
export interface SearchedOrders {
  /** The orders that match, the latest first; of one second, the greater id first. */
  readonly found: readonly OrderPosition[];
  /** Where it stopped looking before it had enough; null if it has enough or there are no more. */
  readonly reached: OrderPosition | null;
}

/** How many orders a search looks at where it delays others: about a millisecond. */
export const LOOKED_AT_HERE = 500;
/** How many it looks at in all. */
export const LOOKED_AT = 20_000;

/** Looks for orders among the latest ones, at most `most` of them. */
export async function searchLatest(
  reader: Reader,
  search: OrderSearch,
  most: number,
): Promise<SearchedOrders> {
  const candidates = candidatesOf(reader, search)
    .orderBy("opened_at", "desc").orderBy("id", "desc");
  const found = await matching(reader, candidates.limit(most), search);
  if (found.length >= search.limit) return { found, reached: null };
  const last = await reader.selectFrom(candidates.limit(1).offset(most - 1).as("orders"))
    .select(["id", "opened_at"]).executeTakeFirst();
  return { found, reached: last ?? null };
}

/**
 * Looks for orders where nothing waits for it: a text that few orders have by its index, everywhere;
 * anything else among the latest `most`.
 */
export async function searchFurther(
  reader: Reader,
  search: OrderSearch,
  most: number = LOOKED_AT,
): Promise<SearchedOrders> {
  const hasPieces = search.text === undefined
    ? null
    : orderHasPieces(reader, foldText(search.text));
  if (hasPieces === null) return await searchLatest(reader, search, most);
  const texts = reader.selectFrom("order_texts").select("order_id").where(hasPieces);
  const some = await texts.limit(most + 1).execute();
  // A text that many orders have is soon found among the latest.
  if (some.length > most) return await searchLatest(reader, search, most);
  const candidates = candidatesOf(reader, search).where("orders.id", "in", texts);
  return { found: await matching(reader, candidates, search), reached: null };
}

/** The orders of some dates and a place, and the open ones, for which there are indexes. */
function candidatesOf(reader: Reader, search: OrderSearch) {
  const { from, to, location_id, status, after } = search;
  return reader.selectFrom("orders").selectAll("orders")
    .where((eb) =>
      eb.and([
        ...(location_id === undefined ? [] : [eb("location_id", "=", location_id)]),
        ...(from === undefined ? [] : [openedFrom(from)]),
        ...(to === undefined ? [] : [openedUntil(to)]),
        ...(isOpen(status) ? [isOpenOrder()] : []),
        ...(after === undefined ? [] : [
          eb("opened_at", "<=", after.opened_at),
          eb.or([eb("opened_at", "<", after.opened_at), eb("id", "<", after.id)]),
        ]),
      ])
    );
}

/** Those of some candidates that match in all that has no index. */
async function matching(
  reader: Reader,
  candidates: ReturnType<typeof candidatesOf>,
  { text, status, order_type, has, payment_method, min_total, max_total, limit }: OrderSearch,
): Promise<OrderPosition[]> {
  return await reader.selectFrom(candidates.as("orders")).select(["id", "opened_at"])
    .where((eb) =>
      eb.and([
        ...(status === undefined ? [] : [eb("status", "=", status)]),
        ...(order_type === undefined ? [] : [eb("order_type", "=", order_type)]),
        ...(has === undefined ? [] : [orderHas(has)]),
        ...(payment_method === undefined ? [] : [orderPaidBy(payment_method)]),
        ...(min_total === undefined && max_total === undefined
          ? []
          : [orderTotalWithin(min_total, max_total)]),
        ...(text === undefined ? [] : [orderContains(foldText(text))]),
      ])
    )
    .orderBy("opened_at", "desc").orderBy("id", "desc").limit(limit).execute();
}
