import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import type { ImportSummary } from "../../src/importing/summary.ts";
import { checkRollups } from "../../src/restaurant/sales/check_rollups.ts";
import type { Database } from "../../src/storage/database.ts";
import { alwaysAsync } from "../support/always.ts";
import { onEveryEngine } from "../support/engines.ts";
import { LOYVERSE } from "../support/export_headers.ts";
import { csv, importText, storedSales } from "../support/imports.ts";

/** A row of a file, and its amount in cents; null if it cannot be read. */
interface TestRow {
  readonly cells: Readonly<Record<string, string>>;
  readonly amount: number | null;
}

const money = (cents: number) => (cents / 100).toFixed(2);

const row: fc.Arbitrary<TestRow> = fc.record({
  receipt: fc.integer({ min: 1, max: 4 }),
  refund: fc.nat(5).map((number) => number === 0),
  cancelled: fc.nat(9).map((number) => number === 0),
  broken: fc.constantFrom("", "", "", "", "date", "quantity", "net"),
  day: fc.integer({ min: 13, max: 16 }),
  item: fc.constantFrom("Latte", "Tea", "Soup"),
  quantity: fc.integer({ min: 1, max: 2 }),
  gross: fc.constantFrom(4_00, 5_00),
  discount: fc.constantFrom(0, 0, 1_00),
}).map(({ receipt, refund, cancelled, broken, ...rest }) => {
  const sign = refund ? -1 : 1;
  const net = rest.gross - rest.discount;
  return {
    cells: {
      // Sales, refunds and cancelled receipts have numbers of their own.
      "Receipt number": `${refund ? "R" : "S"}${cancelled ? "C" : ""}${receipt}`,
      "Receipt type": refund ? "Refund" : "Sale",
      Status: cancelled ? "Cancelled" : "Closed",
      Date: broken === "date" ? "31/02/2026 12:00" : `${rest.day}/05/2026 1${receipt}:00`,
      Item: rest.item,
      Quantity: broken === "quantity" ? "?" : String(sign * rest.quantity),
      "Gross sales": money(sign * rest.gross),
      Discounts: money(rest.discount),
      "Net sales": broken === "net" ? "?" : money(sign * net),
      Store: "Main",
    },
    // Cancelled rows have no amount, and their net is not even read.
    amount: cancelled && ["", "net"].includes(broken) ? 0 : broken === "net" ? null : sign * net,
  };
});

const rows = fc.array(row, { minLength: 1, maxLength: 25 });

async function importRows(
  database: Database,
  rows: readonly TestRow[],
  batchSize: number,
): Promise<ImportSummary> {
  const anchor = { cells: { Date: "13/05/2026 12:00", Store: "Main" }, amount: null };
  const text = csv(LOYVERSE, [anchor, ...rows].map(({ cells }) => cells));
  return await importText(database, text, { timezone: "Europe/Berlin" }, { batchSize });
}

onEveryEngine(
  "rows and money add up, and the rollups are a recount, whatever a file holds",
  async (engine) => {
    await alwaysAsync(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 8 }), async (rows, batchSize) => {
        await using database = await engine.fresh();
        const { read, taken, skipped, quarantined, unreadable_amounts } = await importRows(
          database,
          rows,
          batchSize,
        );
        assert.equal(read.rows, rows.length + 1);
        assert.equal(read.rows, taken.rows + skipped.rows + quarantined.rows);
        const cents = [read, taken, skipped, quarantined].map(({ amount }) =>
          Math.round((amount ?? 0) * 100)
        );
        assert.equal(cents[0], (cents[1] ?? 0) + (cents[2] ?? 0) + (cents[3] ?? 0));
        assert.equal(cents[0], rows.reduce((sum, { amount }) => sum + (amount ?? 0), 0));
        assert.equal(unreadable_amounts, 1 + rows.filter(({ amount }) => amount === null).length);
        const { differences, orders, refunds } = await checkRollups(database.reader);
        assert.deepEqual(differences, []);
        assert.equal(orders + refunds > 0, taken.rows > 0);
        assert.equal(await netSales(database), cents[1]);
      }),
      60,
      engine,
    );
  },
);

onEveryEngine(
  "neither batches nor earlier parts of a file change what is stored",
  async (engine) => {
    await alwaysAsync(
      fc.asyncProperty(
        rows,
        fc.nat(25),
        fc.integer({ min: 1, max: 8 }),
        async (rows, cut, batchSize) => {
          await using once = await engine.fresh();
          const whole = await importRows(once, rows, 1000);
          await using twice = await engine.fresh();
          const part = await importRows(twice, rows.slice(0, cut), batchSize);
          const rest = await importRows(twice, rows, batchSize);
          assert.deepEqual(await storedSales(twice), await storedSales(once));
          assert.equal(part.taken.rows + rest.taken.rows, whole.taken.rows);
          assert.equal((await importRows(twice, rows, batchSize)).taken.rows, 0);
        },
      ),
      40,
      engine,
    );
  },
);

async function netSales({ reader }: Database): Promise<number> {
  const days = await reader.selectFrom("sales_rollups").selectAll()
    .where("dimension", "=", "day").execute();
  return days.reduce((sum, day) => sum + day.gross - day.discounts - day.refunds, 0);
}
