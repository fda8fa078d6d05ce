import { z } from "zod";
import type { Location } from "../../locations/location.ts";
import type { Reader } from "../../../storage/database.ts";
import { fromMilli } from "../../../values/money.ts";
import { boundedText } from "../../../values/text.ts";
import { dueAt, isLate, type OpenOrder, readOpenOrders } from "./open_orders.ts";
import { shownTable } from "./order_summary.ts";
import { readOrders } from "./read_orders.ts";

/** More than a restaurant has open; the rest is counted. */
const MOST_OPEN = 500;
const LONGEST_DISH = 40;
const MOST_DISHES = 6;

/** An open order as the kitchen sees it, in the location's own time. */
export const liveOrder = z.strictObject({
  order_id: z.string(),
  order_number: z.string(),
  location: z.string(),
  status: z.string(),
  order_type: z.string(),
  table: z.string().optional(),
  opened: z.string().describe("Local time."),
  promised: z.string().optional().describe("Local time; absent for orders of another system."),
  late: z.boolean(),
  why_late: z.string().optional(),
  dishes: z.array(z.string()),
  more_dishes: z.int().optional(),
});

/** An open order as the kitchen sees it. */
export type LiveOrder = z.output<typeof liveOrder>;

/** The open orders of some locations. */
export interface LiveOrders {
  /** The oldest first. */
  readonly orders: readonly LiveOrder[];
  readonly open: readonly OpenOrder[];
  readonly late_count: number;
}

/** Open orders with their dishes, the oldest first; late ones say why. */
export async function readLiveOrders(
  reader: Reader,
  locations: readonly Location[],
  { now, lateOnly, limit }: {
    readonly now: Temporal.Instant;
    readonly lateOnly: boolean;
    readonly limit: number;
  },
): Promise<LiveOrders> {
  const places = new Map(locations.map((location) => [location.id, location]));
  const open = (await readOpenOrders(reader, MOST_OPEN))
    .filter(({ location_id }) => places.has(location_id));
  const late = open.filter((order) => isLate(order, now));
  const shown = (lateOnly ? late : open).slice(0, limit);
  const dishes = await readDishes(reader, shown);
  return {
    open,
    late_count: late.length,
    orders: shown.map((order) => {
      const { time_zone = "UTC" } = places.get(order.location_id) ?? {};
      return liveOrderOf(order, dishes.get(order.id) ?? [], { now, time_zone });
    }),
  };
}

async function readDishes(
  reader: Reader,
  orders: readonly OpenOrder[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const whole = await readOrders(reader, orders.map(({ id }) => id));
  return new Map(whole.map(({ id, lines }) => [
    id,
    lines.filter(({ voided }) => !voided).map(({ name, variation, quantity, modifiers = [] }) => {
      const details = [variation, ...modifiers.map(({ name }) => name)].filter((one) => one !== "");
      const dish = details.length === 0 ? name : `${name} (${details.join(", ")})`;
      return `${fromMilli(quantity)} ${boundedText(dish, LONGEST_DISH)}`;
    }),
  ]));
}

function liveOrderOf(
  order: OpenOrder,
  dishes: readonly string[],
  { now, time_zone }: { readonly now: Temporal.Instant; readonly time_zone: string },
): LiveOrder {
  const local = (at: string) => localTime(at, time_zone, now);
  const late = isLate(order, now);
  return {
    order_id: order.id,
    order_number: order.number,
    location: order.location_id,
    status: order.status,
    order_type: order.order_type,
    ...(order.table_name !== null && { table: shownTable(order.table_name) }),
    opened: local(order.opened_at),
    ...(order.promised_at !== null && { promised: local(order.promised_at) }),
    late,
    ...(late && { why_late: whyLate(order, now) }),
    dishes: dishes.slice(0, MOST_DISHES),
    ...(dishes.length > MOST_DISHES && { more_dishes: dishes.length - MOST_DISHES }),
  };
}

function whyLate(order: OpenOrder, now: Temporal.Instant): string {
  const minutes = Math.floor(dueAt(order).until(now).total("minutes"));
  const over = `${minutes} min over `;
  return `${order.status === "received" ? "not begun" : `still ${order.status}`}, ` +
    `${
      order.promised_at === null ? `${over}the hour that an order may take` : `${over}its promise`
    }`;
}

/** `19:05`, or with its date on another day. */
function localTime(at: string, timeZone: string, now: Temporal.Instant): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  const clock = local.toPlainTime().toString({ smallestUnit: "minute" });
  const isToday = local.toPlainDate().equals(now.toZonedDateTimeISO(timeZone).toPlainDate());
  return isToday ? clock : `${local.toPlainDate()} ${clock}`;
}

/** An open order on one line. */
export function liveOrderText(order: LiveOrder): string {
  const { dishes, more_dishes, table, promised, why_late } = order;
  return [
    `${order.order_number} (${order.order_id})`,
    order.location,
    `${order.status} ${order.order_type}`,
    ...(table === undefined ? [] : [`table ${table}`]),
    `opened ${order.opened}${promised === undefined ? "" : `, promised ${promised}`}`,
    ...(why_late === undefined ? [] : [`LATE: ${why_late}`]),
    [...dishes, ...(more_dishes === undefined ? [] : [`and ${more_dishes} more`])].join(", "),
  ].join(" | ");
}
