import { readOrders, readRefunds } from "../orders/read/read_orders.ts";
import type { Reader } from "../../storage/database.ts";
import { instantText } from "../../values/clock.ts";
import { dateOfDay } from "../../values/day_number.ts";
import type { RollupEntry } from "./figures.ts";
import type { PartOfDay } from "./like_for_like.ts";
import { orderFigures } from "./order_figures.ts";
import { refundFigures } from "./refund_figures.ts";

/**
 * The figures of the beginning of a day, up to a minute, in every dimension. The rollups know whole
 * days only, so its orders are read.
 */
export async function readPartOfDay(
  reader: Reader,
  { history: { location }, day, minutes }: PartOfDay,
): Promise<RollupEntry[]> {
  const date = dateOfDay(day);
  const until = instantText(
    Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes })
      .toZonedDateTime(location.time_zone).toInstant(),
  );
  const orders = await reader.selectFrom("orders").select("id")
    .where("location_id", "=", location.id).where("business_date", "=", date)
    .where("opened_at", "<", until).execute();
  const refunds = await reader.selectFrom("refunds").select("id")
    .where("location_id", "=", location.id).where("business_date", "=", date)
    .where("refunded_at", "<", until).execute();
  return [
    ...(await readOrders(reader, orders.map(({ id }) => id))).flatMap(orderFigures),
    ...(await readRefunds(reader, refunds.map(({ id }) => id))).flatMap(refundFigures),
  ];
}
