import assert from "node:assert/strict";
import type { Order, Refund } from "../../../src/restaurant/orders/model/order.ts";
import { readOrders } from "../../../src/restaurant/orders/read/read_orders.ts";
import { MOST_OF_A_DAY, netSales } from "../../../src/restaurant/sales/figures.ts";
import { divisibleOrder } from "../../../src/restaurant/sales/order_figures.ts";
import { collect, type RollupChanges, ROLLUPS } from "../../../src/restaurant/sales/rollups.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../../src/storage/database.ts";
import type { Row } from "../../../src/storage/schema/schema.ts";
import { onEveryEngine } from "../../support/engines.ts";
import {
  line,
  moment,
  newSales,
  openRestaurant,
  order,
  refund,
  refundLine,
  WRITTEN_AT,
} from "../../support/sales.ts";

async function days({ reader }: Database): Promise<Record<string, Row<"sales_rollups">>> {
  const rows = await reader.selectFrom("sales_rollups").selectAll()
    .where("dimension", "=", "day").execute();
  return Object.fromEntries(rows.map((row) => [row.business_date, row]));
}

async function write(
  database: Database,
  orders: readonly Order[],
  refunds: readonly Refund[] = [],
) {
  await database.write((writer) => writeSales(writer, newSales(orders, refunds), WRITTEN_AT));
}

/** Toast, "Viewing refunds in Toast reports": sold on 14 December, all of it refunded on the 15th. */
onEveryEngine("a refund on the next day leaves the day of the sale as it was", async (engine) => {
  await using database = await openRestaurant(engine);
  const sale = order({
    opened: moment("2026-12-14T19:00"),
    lines: [line({ gross: 5_00, tax: 1_50 })],
    payments: [{ method: "card", amount: 13_50, tip: 3_00 }],
    service_charges: [
      { name: "Delivery fee", amount: 5_00, is_gratuity: false },
      { name: "Gratuity", amount: 2_00, is_gratuity: true },
    ],
  });
  await write(database, [sale]);
  const soldOnly = (await days(database))["2026-12-14"];
  assert.ok(soldOnly);
  assert.equal(netSales(soldOnly), 10_00);
  const back = refund({
    order_id: sale.id,
    refunded: moment("2026-12-15T11:00"),
    lines: [refundLine({ amount: 5_00, tax: 1_50 })],
    service_charges: 5_00,
    gratuity: 2_00,
    tips: 3_00,
  });
  await write(database, [], [back]);

  const { "2026-12-14": sold, "2026-12-15": refunded, ...others } = await days(database);
  assert.deepEqual(sold, soldOnly);
  assert.ok(refunded);
  assert.equal(netSales(refunded), -10_00);
  assert.equal(refunded.gratuity, -2_00);
  assert.equal(refunded.tips, -3_00);
  assert.equal(refunded.tax, -1_50);
  assert.equal(refunded.transactions, 0);
  assert.deepEqual(others, {});
});

onEveryEngine("an order that changes its day leaves nothing on the old one", async (engine) => {
  await using database = await openRestaurant(engine);
  const before = order({ opened: moment("2026-12-14T19:00"), guests: 2 });
  const after = order({ opened: moment("2026-12-15T19:00"), guests: 3, lines: [line(), line()] });
  await write(database, [before]);
  await database.write((writer) =>
    writeSales(writer, { orders: [{ before, after }], refunds: [] }, WRITTEN_AT)
  );
  const { "2026-12-15": moved, ...others } = await days(database);
  assert.ok(moved);
  assert.deepEqual([moved.gross, moved.guests, moved.transactions], [10_00, 3, 1]);
  assert.deepEqual(others, {});
});

onEveryEngine("orders of one batch that meet in a group are added up", async (engine) => {
  await using database = await openRestaurant(engine);
  const orders = Array.from({ length: 250 }, (_, index) => {
    return order({ id: String(index).padStart(8, "0"), lines: [line({ gross: 1 + index })] });
  });
  await write(database, orders);
  const { "2026-12-14": day } = await days(database);
  assert.deepEqual([day?.transactions, day?.gross], [250, 250 * 251 / 2]);
});

onEveryEngine("sales that fail half way leave neither orders nor rollups", async (engine) => {
  await using database = await openRestaurant(engine);
  await assert.rejects(
    write(database, [order(), order({ id: "ORDER002", lines: [line({ quantity: 0 })] })]),
  );
  assert.deepEqual(await days(database), {});
  assert.deepEqual(await readOrders(database.reader, ["ORDER001"]), []);
});

onEveryEngine("changes that cancel out write no row", async (engine) => {
  await using database = await openRestaurant(engine);
  const changes: RollupChanges = new Map();
  collect(changes, divisibleOrder(order()));
  collect(changes, divisibleOrder(order()), -1);
  await database.write((writer) => ROLLUPS.write(writer, [changes]));
  const rows = await database.reader.selectFrom("sales_rollups").selectAll().execute();
  assert.deepEqual(rows, []);
});

onEveryEngine("a day takes no more than can be added up; less of it is taken", async (engine) => {
  await using database = await openRestaurant(engine);
  const most = (id: string, gross: number) => order({ id, lines: [line({ gross })] });
  const tooLarge = { code: "INVALID_INPUT", message: /too large to be true/ };
  await assert.rejects(write(database, [most("ORDER001", MOST_OF_A_DAY + 1)]), tooLarge);
  await write(database, [most("ORDER001", MOST_OF_A_DAY)]);
  await assert.rejects(write(database, [most("ORDER002", 1)]), tooLarge);
  assert.deepEqual(await readOrders(database.reader, ["ORDER002"]), []);
  assert.equal((await days(database))["2026-12-14"]?.gross, MOST_OF_A_DAY);

  // Written by a version that took any amount.
  const before = most("ORDER001", MOST_OF_A_DAY);
  await database.write((writer) =>
    writer.updateTable("sales_rollups").set({ gross: 3 * MOST_OF_A_DAY }).execute()
  );
  await database.write((writer) =>
    writeSales(
      writer,
      { orders: [{ before, after: most("ORDER001", 5_00) }], refunds: [] },
      WRITTEN_AT,
    )
  );
  assert.equal((await days(database))["2026-12-14"]?.gross, 2 * MOST_OF_A_DAY + 5_00);
});
