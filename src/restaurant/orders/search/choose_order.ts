import type { Reader } from "../../../storage/database.ts";
import { RestaurantError } from "../../../values/errors.ts";

const MOST = 5;
const OPEN: readonly string[] = ["received", "preparing", "ready"];

/**
 * The id of the order that is meant: by id, or by the number that people call. Numbers come again, so
 * an open order goes before a finished one.
 *
 * @throws {RestaurantError} NOT_FOUND; INVALID_INPUT where several orders have the number.
 */
export async function chooseOrder(reader: Reader, wanted: string): Promise<string> {
  const text = wanted.trim();
  const byId = await reader.selectFrom("orders").select("id")
    .where("id", "=", text.toUpperCase()).executeTakeFirst();
  if (byId !== undefined) return byId.id;
  const found = await reader.selectFrom("orders")
    .select(["id", "number", "location_id", "business_date", "status"])
    .where("number", "=", text.replace(/^#/, ""))
    .orderBy("opened_at", "desc").limit(100).execute();
  const open = found.filter(({ status }) => OPEN.includes(status));
  const meant = open.length > 0 ? open : found;
  const [only, ...others] = meant;
  if (only === undefined) {
    throw new RestaurantError("NOT_FOUND", `There is no order '${text}'.`, {
      hint: "Give an order id or number; search_orders and get_live_orders have both.",
    });
  }
  if (others.length === 0) return only.id;
  const named = meant.slice(0, MOST).map((order) =>
    `${order.id} (${order.location_id}, ${order.business_date}, ${order.status})`
  );
  const problem = `Several orders have number ${text}: ${named.join(", ")}` +
    `${meant.length > MOST ? " and more" : ""}.`;
  throw new RestaurantError("INVALID_INPUT", `order_id: ${problem}`, {
    fields: [{ field: "order_id", problem }],
    hint: "Give the order's id.",
  });
}
