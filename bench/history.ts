import type { Order } from "../src/restaurant/orders/model/order.ts";
import { writeSales } from "../src/restaurant/sales/write_sales.ts";
import { insertMany, slices } from "../src/storage/bulk.ts";
import type { Database } from "../src/storage/database.ts";
import { momentOfInstant } from "../src/values/business_day.ts";
import { instantText } from "../src/values/clock.ts";
import { progressOf } from "../tests/support/progress.ts";

const AT_ONCE = 2000;

/** How long a history is, and how large its orders. */
export interface HistoryLook {
  /** Over which its orders are spread. */
  readonly days?: number;
  /** Of each order. */
  readonly lines?: number;
}

/** Adds orders that were taken, made and handed over before now, evenly at every location. */
export async function addHistory(
  { reader, write }: Database,
  count: number,
  { days = 300, lines = 1 }: HistoryLook = {},
): Promise<void> {
  const locations = await reader.selectFrom("locations").selectAll().execute();
  const items = await reader.selectFrom("menu_items").selectAll()
    .where("price", "is not", null).execute();
  const start = Temporal.Now.instant().subtract({ hours: 24 * days + 4 });
  const orders = Array.from({ length: count }, (_, index): Order => {
    const location = locations[index % locations.length];
    if (location === undefined) throw new Error("There is no location.");
    const at = start.add({ seconds: Math.floor(index / count * days * 86_400) });
    return {
      id: `H${index.toString(36).toUpperCase().padStart(7, "0")}`,
      location_id: location.id,
      source: "restaurant-mcp",
      external_id: null,
      number: String(index),
      order_type: "takeout",
      status: "completed",
      opened: momentOfInstant(at, location),
      guests: null,
      table_name: null,
      customer_name: null,
      lines: Array.from({ length: lines }, (_, line) => {
        const item = items[(index * 7 + line * 11) % items.length];
        if (item === undefined) throw new Error("There is no menu.");
        return {
          menu_item_id: item.id,
          name: item.name,
          variation: "",
          category: item.category,
          quantity: 1000 + (index + line) % 3 * 1000,
          gross: item.price ?? 0,
          discount: 0,
          tax: 0,
          voided: false,
          gift_card: false,
        };
      }),
      payments: [],
      discounts: [],
      service_charges: [],
    };
  });
  for (const some of slices(orders, AT_ONCE)) {
    await write(async (writer) => {
      const changes = some.map((after) => ({ before: null, after }));
      await writeSales(writer, { orders: changes, refunds: [] }, instantText(start));
      await insertMany(writer, "order_progress", some.flatMap(progressOf));
    });
  }
}
