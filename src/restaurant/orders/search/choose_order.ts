import { isOpenOrder } from "../../../storage/conditions.ts";
import type { Reader } from "../../../storage/database.ts";
import type { Row } from "../../../storage/schema/schema.ts";
import { RestaurantError } from "../../../values/errors.ts";

const MOST = 5;
/** A number is looked for among so many of the latest orders, and all that are open. */
const LOOKED_AT = 5000;

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
  const meant = await recentOrders(reader, text.replace(/^#/, ""));
  const [only, ...others] = meant;
  if (only === undefined) {
    throw new RestaurantError("NOT_FOUND", `There is no recent order '${text}'.`, {
      hint: "Give an order's id; search_orders and get_live_orders have it.",
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

type Named = Pick<Row<"orders">, "id" | "location_id" | "business_date" | "status">;

/** The open orders with a number, or else the latest that had it, without reading all of them. */
async function recentOrders(reader: Reader, number: string): Promise<Named[]> {
  const latest = reader.selectFrom("orders").selectAll("orders")
    .orderBy("opened_at", "desc").orderBy("id", "desc");
  for (const candidates of [latest.where(isOpenOrder()), latest.limit(LOOKED_AT)]) {
    const found = await reader.selectFrom(candidates.as("orders"))
      .select(["id", "location_id", "business_date", "status"])
      .where("number", "=", number).limit(100).execute();
    if (found.length > 0) return found;
  }
  return [];
}
