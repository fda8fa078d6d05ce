import assert from "node:assert/strict";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { line, moment, newSales, openRestaurant, order, WRITTEN_AT } from "../support/sales.ts";

onEveryEngine(
  "the orders of a business date, the latest first, nights included",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const sales = newSales([
      order({ id: "NOON0000", number: "1", table_name: "4", guests: 2 }),
      order({
        id: "NIGHT000",
        number: "2",
        opened: moment("2026-12-15T01:00"),
        lines: [
          line({ variation: "Large", discount: 1_00, modifiers: [{ name: "Bacon", price: 2_00 }] }),
          line({ voided: true }),
        ],
      }),
      order({ id: "OTHERDAY", opened: moment("2026-12-16T12:00") }),
    ]);
    await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
    const uri = "restaurant://orders/2026-12-14";
    const { orders, ...day } = JSON.parse(await readResource(testRegistry(database), uri));
    assert.deepEqual(day, { date: "2026-12-14", order_count: 2 });
    assert.deepEqual(orders.map(({ id }: { id: string }) => id), ["NIGHT000", "NOON0000"]);
    assert.deepEqual(orders[0], {
      id: "NIGHT000",
      number: "2",
      location: "downtown",
      order_type: "dine_in",
      status: "completed",
      opened_at: "2026-12-15T06:00:00Z",
      currency: "USD",
      gross: 5,
      discounts: 1,
      service_charges: 0,
      tax: 0,
      tips: 0,
      total: 4,
      lines: [
        {
          item: "Cheeseburger (Large)",
          quantity: 1,
          gross: 5,
          discount: 1,
          modifiers: ["Bacon"],
        },
        { item: "Cheeseburger", quantity: 1, gross: 5, voided: true },
      ],
    });
  },
);

onEveryEngine("a day busier than a context holds is cut, and says by how much", async (engine) => {
  await using database = await openRestaurant(engine);
  const many = Array.from(
    { length: 160 },
    (_, i) => order({ id: `ORDER${String(i).padStart(3, "0")}` }),
  );
  await database.write((writer) => writeSales(writer, newSales(many), WRITTEN_AT));
  const uri = "restaurant://orders/2026-12-14";
  const day = JSON.parse(await readResource(testRegistry(database), uri));
  assert.equal(day.order_count, 160);
  assert.ok(day.orders.length >= 10 && JSON.stringify(day).length <= 8000);
  assert.equal(day.orders.length + day.omitted_orders, 160);
});

onEveryEngine("a date without orders is an empty day", async (engine) => {
  await using database = await openRestaurant(engine);
  const uri = "restaurant://orders/2020-01-01";
  assert.deepEqual(JSON.parse(await readResource(testRegistry(database), uri)), {
    date: "2020-01-01",
    order_count: 0,
    orders: [],
  });
});
