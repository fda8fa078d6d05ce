import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import { readOrders, readRefunds } from "../../../src/restaurant/orders/read/read_orders.ts";
import { checkRollups } from "../../../src/restaurant/sales/check_rollups.ts";
import { FIGURE_NAMES, noFigures } from "../../../src/restaurant/sales/figures.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import type { Database, Reader } from "../../../src/storage/database.ts";
import type { Dimension } from "../../../src/restaurant/sales/dimensions.ts";
import { alwaysAsync } from "../../support/always.ts";
import {
  type OrderContents,
  orderContents,
  type RefundContents,
  refundContents,
} from "../../support/arbitrary_sales.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { openRestaurant, WRITTEN_AT } from "../../support/sales.ts";
import { SQL_DIMENSIONS, sqlTotals, type Total } from "../../support/sql_totals.ts";

/** The writes of one transaction: up to four orders and four refunds, by their place. */
interface Step {
  readonly orders: readonly (OrderContents | null)[];
  readonly refunds: readonly (RefundContents | null)[];
}

const step: fc.Arbitrary<Step> = fc.record({
  orders: fc.array(fc.option(orderContents), { maxLength: 4 }),
  refunds: fc.array(fc.option(refundContents), { maxLength: 4 }),
});

onEveryEngine(
  "after any writes and replacements, the rollups equal the sums of the orders",
  async (engine) => {
    await alwaysAsync(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (history) => {
        await using database = await openRestaurant(engine);
        for (const step of history) await take(database, step);
        assert.deepEqual((await checkRollups(database.reader)).differences, []);
        assert.equal(await countEmptyRollups(database.reader), 0);
        await database.write(async (writer) => {
          for (const dimension of SQL_DIMENSIONS) {
            assert.deepEqual(
              await rollupTotals(writer, dimension),
              await sqlTotals(writer, dimension),
            );
          }
        });
      }),
      60,
      engine,
    );
  },
);

async function take({ reader, write }: Database, step: Step): Promise<void> {
  const orders = step.orders.flatMap((contents, place) =>
    contents === null ? [] : [{ ...contents, id: `ORDER00${place}` }]
  );
  const refunds = step.refunds.flatMap((contents, place) =>
    contents === null ? [] : [{ ...contents, id: `REFUND0${place}`, order_id: null }]
  );
  const storedOrders = await readOrders(reader, orders.map(({ id }) => id));
  const storedRefunds = await readRefunds(reader, refunds.map(({ id }) => id));
  const changes = {
    orders: orders.map((after) => changeOf(storedOrders, after)),
    refunds: refunds.map((after) => changeOf(storedRefunds, after)),
  };
  await write((writer) => writeSales(writer, changes, WRITTEN_AT));
}

/** Whatever changes, it stays at its location. */
function changeOf<Thing extends { readonly id: string; readonly location_id: string }>(
  stored: readonly Thing[],
  after: Thing,
): { readonly before: Thing | null; readonly after: Thing } {
  const before = stored.find(({ id }) => id === after.id) ?? null;
  const { location_id } = before ?? after;
  return { before, after: { ...after, location_id } };
}

async function countEmptyRollups(reader: Reader): Promise<number> {
  const rows = await reader.selectFrom("sales_rollups").select("key")
    .where((eb) => eb.and(noFigures())).execute();
  return rows.length;
}

async function rollupTotals(reader: Reader, dimension: Dimension): Promise<Total[]> {
  const rows = await reader.selectFrom("sales_rollups").selectAll()
    .where("dimension", "=", dimension)
    .orderBy("location_id").orderBy("business_date").orderBy("key")
    .execute();
  return rows.flatMap(({ location_id, business_date, key, ...row }) =>
    FIGURE_NAMES.toSorted()
      .map((figure) => ({ location_id, business_date, key, figure, value: row[figure] }))
      .filter(({ value }) => value !== 0)
  );
}
