import assert from "node:assert/strict";
import { searchFurther } from "../../src/restaurant/orders/search/search_orders.ts";
import { orderTextRow } from "../../src/storage/order_texts.ts";
import { onEveryEngine } from "../support/engines.ts";
import { makeOlderDatabase } from "../support/older_database.ts";
import { OLD_BURGER, oldLines, oldLocation, oldOrders } from "../support/older_rows.ts";
import { plain } from "../support/rows.ts";

/** The last migration before orders had texts. */
const LAST = "0015_tax_in_prices";

onEveryEngine("orders of before the text index are found by it", async (engine) => {
  await using place = await engine.emptyPlace();
  const orders = Array.from({ length: 1001 }, (_, index) => ({
    id: `M${String(index).padStart(7, "0")}`,
    number: String(index),
    table_name: null,
    customer_name: `guest ${index} Élodie`,
    items: ["Burger"],
  }));
  const statements = [oldLocation("downtown"), OLD_BURGER, oldOrders(orders), oldLines("true")];
  await makeOlderDatabase(engine, place.url, { last: LAST, statements });
  await using database = await engine.open(place.url);
  const texts = await database.reader.selectFrom("order_texts").selectAll()
    .orderBy("position").execute();
  assert.deepEqual(
    plain(texts),
    orders.map((words) => ({ ...orderTextRow(words), location_id: "downtown" })),
  );
  const { found } = await searchFurther(database.reader, { text: "guest 1000 elo", limit: 5 });
  assert.deepEqual(found.map(({ id }) => id), ["M0001000"]);
});
