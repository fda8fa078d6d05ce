import assert from "node:assert/strict";
import { EXPORTS } from "../../src/exporting/export.ts";
import { readFigures } from "../../src/restaurant/sales/read_figures.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import type { Reader } from "../../src/storage/database.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { fc } from "../packages/fast_check.ts";
import { orderContents, refundContents } from "../support/arbitrary_sales.ts";
import { effort } from "../support/effort.ts";
import { exportText } from "../support/exports.ts";
import { importText } from "../support/imports.ts";
import { addRestaurant, newSales, openRestaurant, WRITTEN_AT } from "../support/sales.ts";

const EVERYTHING = {
  period: { date: "2026-11-01", end_date: "2026-12-31" },
  location_ids: ["downtown", "harbour"],
};

/** Everything that is added up of orders and refunds, apart from the rollups. */
async function sumsOf(reader: Reader) {
  const methods = await reader.selectFrom("order_payments").select("method")
    .select(({ fn }) => [
      fn.sum<number>("amount").as("amount"),
      fn.sum<number>("tip").as("tip"),
      fn.countAll<number>().as("payments"),
    ]).groupBy("method").orderBy("method").execute();
  const refunds = await reader.selectFrom("refunds").select(({ fn }) => [
    fn.sum<number | null>("service_charges").as("service_charges"),
    fn.sum<number | null>("gratuity").as("gratuity"),
    fn.sum<number | null>("tips").as("tips"),
  ]).executeTakeFirstOrThrow();
  const prices = await reader.selectFrom("order_line_modifiers")
    .select(({ fn, val }) => fn.coalesce(fn.sum<number>("price"), val(0)).as("price"))
    .executeTakeFirstOrThrow();
  const charges = await reader.selectFrom("order_service_charges").select("is_gratuity")
    .select(({ fn }) => fn.sum<number>("amount").as("amount"))
    .groupBy("is_gratuity").orderBy("is_gratuity").execute();
  const discounts = await reader.selectFrom("order_discounts").select("name")
    .select(({ fn }) => [fn.sum<number>("amount").as("amount"), fn.countAll<number>().as("times")])
    .groupBy("name").orderBy("name").execute();
  // One that was open comes back as completed.
  const types = await reader.selectFrom("orders").select("order_type")
    .select(({ eb, fn, val }) => [
      fn.countAll<number>().as("orders"),
      fn.sum<number>(eb.case().when("status", "=", "cancelled").then(1).else(val(0)).end())
        .as("cancelled"),
    ]).groupBy("order_type").orderBy("order_type").execute();
  return {
    methods,
    discounts,
    types,
    refunds,
    prices,
    charges,
    figures: await readFigures(reader, EVERYTHING),
  };
}

const sales = fc.record({
  // A line is what a row is of: an order without one is not in the file.
  orders: fc.array(orderContents.filter(({ lines }) => lines.length > 0), { maxLength: 6 }),
  refunds: fc.array(refundContents.filter(({ lines }) => lines.length > 0), { maxLength: 3 }),
});

Deno.test("any orders that are exported come back with the same totals, and once only", async () => {
  await fc.assert(
    fc.asyncProperty(
      sales,
      fc.integer({ min: 1, max: 8 }),
      async ({ orders, refunds }, batchSize) => {
        await using original = await openRestaurant();
        const id = (letter: string, at: number) => `${letter}0000000${at}`.slice(-8);
        const given = newSales(
          orders.map((order, at) => ({ ...order, id: id("O", at).replace(/^0/, "O") })),
          refunds.map((refund, at) => ({
            ...refund,
            order_id: null,
            id: id("R", at).replace(/^0/, "R"),
          })),
        );
        await original.write((writer) => writeSales(writer, given, WRITTEN_AT));
        const file = await exportText(original, EXPORTS.orders);
        await using copy = await openSqlite(IN_MEMORY);
        await copy.write(addRestaurant);
        if (orders.length + refunds.length === 0) return;
        const before = await sumsOf(original.reader);
        // An order's rows may come in several batches.
        await importText(copy, file, {}, { batchSize });
        assert.deepEqual(await sumsOf(copy.reader), before);
        await importText(copy, file);
        assert.deepEqual(await sumsOf(copy.reader), before);
      },
    ),
    { numRuns: effort({ quick: 25, thorough: 400 }) },
  );
});
