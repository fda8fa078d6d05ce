import assert from "node:assert/strict";
import { transitionOrder } from "../../src/restaurant/orders/transition/transition_order.ts";
import { searchFurther } from "../../src/restaurant/orders/search/search_orders.ts";
import { onEveryEngine } from "../support/engines.ts";
import { makeOlderDatabase } from "../support/older_database.ts";
import { OLD_AT, OLD_BURGER, oldLines, oldLocation, oldOrders } from "../support/older_rows.ts";
import { WAITER } from "../support/floor.ts";
import { plain } from "../support/rows.ts";

/** The last migration before parts of orders said where. */
const LAST = "0031_recorded_removals";

/** An order of a location with every kind of part, and a refund of it. */
function orderRows(id: string, location: string): string[] {
  return [
    oldOrders([{ id, location_id: location, number: id, status: "received" }]),
    oldLines(`id = '${id}'`),
    `insert into order_line_modifiers values ('${id}', 1, 0, null, 'Cheese', 0)`,
    `insert into order_payments (order_id, position, method, amount, tip)
      values ('${id}', 0, 'card', 950, 0)`,
    `insert into order_discounts values ('${id}', 0, null, 'Regular', 0)`,
    `insert into order_service_charges values ('${id}', 0, 'Service', 0, 0)`,
    `insert into order_progress values ('${location}', '${id}', 1, 'received', null, 'x', '${OLD_AT}')`,
    `insert into order_promises values ('${id}', null, '${OLD_AT}')`,
    `insert into order_texts values (${parseInt(id, 36)}, '${id}', 'burger of ${location}')`,
    `insert into kitchen_queue values ('${id}', '${location}', '${OLD_AT}', 1000)`,
    refund(`R${id.slice(1)}`, location, id),
    `insert into refund_lines values ('R${id.slice(1)}', 1, null, null, 'BURGER00', 'Burger',
      'Mains', 1000, 950, 0)`,
  ];
}

function refund(id: string, location: string, order: string): string {
  return `insert into refunds (id, location_id, order_id, source, order_type, payment_method,
      refunded_at, business_date, local_hour, service_charges, gratuity, tips)
    values ('${id}', '${location}', '${order}', 'generic', 'takeout', 'card', '${OLD_AT}',
      '2026-12-31', 7, 0, 0, 0)`;
}

function feedback(id: string, location: string, order: string): string {
  return `insert into feedback values ('${id}', '${location}', '${order}', '${OLD_AT}', '2026-12-31',
    'google', 5, 'Good')`;
}

const OLD_ROWS = [
  ...["downtown", "harbour"].map(oldLocation),
  OLD_BURGER,
  ...orderRows("ORDERDWN", "downtown"),
  ...orderRows("ORDERHRB", "harbour"),
  refund("ELSEWHRE", "harbour", "ORDERDWN"),
  feedback("OWN00000", "harbour", "ORDERHRB"),
  feedback("OTHERS00", "harbour", "ORDERDWN"),
  `insert into feedback_replies values ('REPLY000', 'OWN00000', 'downtown', 1, 'sent', 'Thanks',
    'boss', '${OLD_AT}')`,
];

const PARTS = [
  ...["order_lines", "order_line_modifiers", "order_payments", "order_discounts"] as const,
  ...["order_service_charges", "order_promises", "order_texts", "kitchen_queue"] as const,
];

onEveryEngine("parts of older orders are at the location of their order", async (engine) => {
  await using place = await engine.emptyPlace();
  await makeOlderDatabase(engine, place.url, { last: LAST, statements: OLD_ROWS });
  await using database = await engine.open(place.url);
  const { reader, write } = database;
  for (const table of PARTS) {
    const rows = await reader.selectFrom(table).select(["order_id", "location_id"])
      .orderBy("order_id").execute();
    assert.deepEqual(plain(rows), [
      { order_id: "ORDERDWN", location_id: "downtown" },
      { order_id: "ORDERHRB", location_id: "harbour" },
    ], table);
  }
  const lines = await reader.selectFrom("refund_lines").select("location_id")
    .orderBy("refund_id").execute();
  assert.deepEqual(lines.map(({ location_id }) => location_id), ["downtown", "harbour"]);

  const links = (table: "refunds" | "feedback") =>
    reader.selectFrom(table).select(["id", "order_id"]).orderBy("id").execute();
  assert.deepEqual((await links("refunds")).map(({ order_id }) => order_id), [
    ...[null, "ORDERDWN", "ORDERHRB"],
  ]);
  assert.deepEqual((await links("feedback")).map(({ order_id }) => order_id), [null, "ORDERHRB"]);
  const replies = () => reader.selectFrom("feedback_replies").select("location_id").execute();
  assert.deepEqual(plain(await replies()), [{ location_id: "harbour" }]);

  // A reply goes where its feedback goes.
  await write((writer) =>
    writer.updateTable("feedback").set({ location_id: "downtown", order_id: null })
      .where("id", "=", "OWN00000").execute()
  );
  assert.deepEqual(plain(await replies()), [{ location_id: "downtown" }]);

  const { found } = await searchFurther(reader, { text: "burger of harbour", limit: 5 });
  assert.deepEqual(found.map(({ id }) => id), ["ORDERHRB"]);
  const { order } = await write((writer) =>
    transitionOrder(writer, { order_id: "ORDERHRB", status: "cancelled", reason: "left" }, WAITER)
  );
  assert.equal(order.status, "cancelled");
});
