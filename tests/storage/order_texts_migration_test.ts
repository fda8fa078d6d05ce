import assert from "node:assert/strict";
import { sql } from "kysely";
import { searchFurther } from "../../src/restaurant/orders/search/search_orders.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { orderTexts } from "../../src/storage/migrations/list/0016_order_texts.ts";
import { onEveryEngine } from "../support/engines.ts";
import { newSales, openRestaurant, order, WRITTEN_AT } from "../support/sales.ts";

onEveryEngine("orders of before the text index are found by it", async (engine) => {
  await using database = await openRestaurant(engine);
  const names = Array.from({ length: 1001 }, (_, index) => `guest ${index} Élodie`);
  const orders = names.map((customer_name, index) =>
    order({ id: `M${String(index).padStart(7, "0")}`, customer_name, number: String(index) })
  );
  await database.write((writer) => writeSales(writer, newSales(orders), WRITTEN_AT));
  const before = await database.reader.selectFrom("order_texts").selectAll()
    .orderBy("position").execute();
  await database.write(async (writer) => {
    const isSqlite = engine.name === "sqlite";
    await sql.raw(isSqlite ? "drop table order_search" : "drop index order_search").execute(writer);
    if (!isSqlite) await sql.raw("drop function order_trigrams").execute(writer);
    await sql.raw("drop table order_texts").execute(writer);
    await orderTexts.up(writer);
  });
  const after = await database.reader.selectFrom("order_texts").selectAll()
    .orderBy("position").execute();
  assert.deepEqual(after, before);
  const { found } = await searchFurther(database.reader, { text: "guest 1000 elo", limit: 5 });
  assert.deepEqual(found.map(({ id }) => id), ["M0001000"]);
});
