import assert from "node:assert/strict";
import { searchFurther } from "../../src/restaurant/orders/search/search_orders.ts";
import { orderTextRow } from "../../src/storage/order_texts.ts";
import { onEveryEngine } from "../support/engines.ts";
import { makeOlderDatabase } from "../support/older_database.ts";
import { plain } from "../support/rows.ts";

/** The last migration before orders had texts. */
const LAST = "0015_tax_in_prices";

const AT = "2026-12-31T12:00:00Z";

onEveryEngine("orders of before the text index are found by it", async (engine) => {
  await using place = await engine.emptyPlace();
  const orders = Array.from({ length: 1001 }, (_, index) => ({
    id: `M${String(index).padStart(7, "0")}`,
    number: String(index),
    table_name: null,
    customer_name: `guest ${index} Élodie`,
    items: ["Burger"],
  }));
  const statements = [
    `insert into locations values ('downtown', 'Downtown', 'UTC', 'USD', 240, '${AT}')`,
    `insert into menu_items values ('BURGER00', 'Burger', 'Mains', '', 'USD', 9, 1, '${AT}', '${AT}')`,
    `insert into orders (id, location_id, source, number, order_type, status, opened_at,
      business_date, local_hour, customer_name, gross, discounts, service_charges, gratuity, tax,
      tips, version, updated_at)
      values ${
      orders.map(({ id, number, customer_name }) =>
        `('${id}', 'downtown', 'generic', '${number}', 'takeout', 'completed', '${AT}',
          '2026-12-31', 12, '${customer_name}', 950, 0, 0, 0, 0, 0, 1, '${AT}')`
      ).join(", ")
    }`,
    `insert into order_lines (order_id, line_number, menu_item_id, name, variation, category,
      quantity, gross, discount, tax, voided, gift_card)
      select id, 1, 'BURGER00', 'Burger', '', 'Mains', 1000, 950, 0, 0, 0, 0 from orders`,
  ];
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
