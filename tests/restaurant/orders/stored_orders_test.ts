import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import type { Order, Refund } from "../../../src/restaurant/orders/model/order.ts";
import { readOrders, readRefunds } from "../../../src/restaurant/orders/read/read_orders.ts";
import { writeOrders } from "../../../src/restaurant/orders/write/write_orders.ts";
import { writeRefunds } from "../../../src/restaurant/orders/write/write_refunds.ts";
import type { Database } from "../../../src/storage/database.ts";
import { alwaysAsync } from "../../support/always.ts";
import { orderContents, refundContents } from "../../support/arbitrary_sales.ts";
import { onEveryEngine } from "../../support/engines.ts";
import {
  line,
  openRestaurant,
  order,
  refund,
  refundLine,
  WRITTEN_AT,
} from "../../support/sales.ts";

const LATER = "2027-01-01T00:00:00Z";

onEveryEngine(
  "orders and refunds are read as written, even after being replaced",
  async (engine) => {
    const versions = fc.tuple(orderContents, orderContents, refundContents, refundContents);
    await alwaysAsync(
      fc.asyncProperty(versions, async ([order, newOrder, refund, newRefund]) => {
        await using database = await openRestaurant(engine);
        const first = { ...order, id: "ORDER001" };
        // Whatever changes, it stays at its location.
        const { location_id } = first;
        const back = { ...refund, id: "REFUND01", location_id, order_id: first.id };
        await write(database, null, first, null, back);
        assert.deepEqual(await stored(database), [first, back]);

        const second = { ...newOrder, id: first.id, location_id };
        const newBack = { ...newRefund, id: back.id, location_id, order_id: null };
        await write(database, first, second, back, newBack);
        assert.deepEqual(await stored(database), [second, newBack]);
      }),
      40,
      engine,
    );
  },
);

async function write(
  database: Database,
  orderBefore: Order | null,
  order: Order,
  refundBefore: Refund | null,
  refund: Refund,
): Promise<void> {
  await database.write(async (writer) => {
    await writeOrders(writer, [{ before: orderBefore, after: order }], WRITTEN_AT);
    await writeRefunds(writer, [{ before: refundBefore, after: refund }]);
  });
}

async function stored({ reader }: Database): Promise<(Order | Refund)[]> {
  return [...await readOrders(reader, ["ORDER001"]), ...await readRefunds(reader, ["REFUND01"])];
}

onEveryEngine(
  "more orders than one statement can name are read in the order of their ids",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const ids = Array.from({ length: 1203 }, (_, index) => String(index).padStart(8, "0"))
      .reverse();
    const orders = ids.map((id) => ({ before: null, after: order({ id }) }));
    const refunds = ids.map((id) => ({ before: null, after: refund({ id, order_id: id }) }));
    await database.write(async (writer) => {
      await writeOrders(writer, orders, WRITTEN_AT);
      await writeRefunds(writer, refunds);
    });
    const { reader } = database;
    assert.deepEqual((await readOrders(reader, ids)).map(({ id }) => id), ids);
    assert.deepEqual((await readRefunds(reader, ids)).map(({ id }) => id), ids);

    // Replacing them all at once takes their old parts away.
    const replaced = orders.map(({ after }) => ({ before: after, after: { ...after, lines: [] } }));
    await database.write((writer) => writeOrders(writer, replaced, LATER));
    assert.ok((await readOrders(reader, ids)).every(({ lines }) => lines.length === 0));
  },
);

onEveryEngine("unknown ids are left out", async (engine) => {
  await using database = await openRestaurant(engine);
  const known = order();
  await database.write((writer) =>
    writeOrders(writer, [{ before: null, after: known }], WRITTEN_AT)
  );
  const found = await readOrders(database.reader, ["NOWHERE0", known.id]);
  assert.deepEqual(found, [known]);
  assert.deepEqual(await readOrders(database.reader, []), []);
  assert.deepEqual(await readRefunds(database.reader, ["NOWHERE0"]), []);
});

onEveryEngine(
  "a change counts up the order's version and brings its totals along",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const first = order({ lines: [line({ gross: 5_00, tax: 40 })] });
    const second = order({ lines: [line({ gross: 8_00, discount: 1_00 })] });
    const row = () =>
      database.reader.selectFrom("orders")
        .select(["version", "updated_at", "gross", "discounts", "tax"])
        .executeTakeFirstOrThrow();
    await database.write((writer) =>
      writeOrders(writer, [{ before: null, after: first }], WRITTEN_AT)
    );
    const written = { version: 1, updated_at: WRITTEN_AT, gross: 5_00, discounts: 0, tax: 40 };
    assert.deepEqual({ ...await row() }, written);
    await database.write((writer) =>
      writeOrders(writer, [{ before: first, after: second }], LATER)
    );
    const changed = { version: 2, updated_at: LATER, gross: 8_00, discounts: 1_00, tax: 0 };
    assert.deepEqual({ ...await row() }, changed);
  },
);

onEveryEngine("the same sale of the same system cannot be written twice", async (engine) => {
  await using database = await openRestaurant(engine);
  const sale = (id: string) => ({ before: null, after: order({ id, external_id: "T-1" }) });
  const back = (id: string) => ({
    before: null,
    after: refund({ id, external_id: "R-1", lines: [refundLine()] }),
  });
  await database.write(async (writer) => {
    await writeOrders(writer, [sale("ORDER001")], WRITTEN_AT);
    await writeRefunds(writer, [back("REFUND01")]);
  });
  await assert.rejects(
    database.write((writer) => writeOrders(writer, [sale("ORDER002")], WRITTEN_AT)),
  );
  await assert.rejects(database.write((writer) => writeRefunds(writer, [back("REFUND02")])));
});
