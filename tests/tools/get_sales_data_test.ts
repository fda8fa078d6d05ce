import assert from "node:assert/strict";
import { addLocation } from "../../src/restaurant/locations/location.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../src/storage/database.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import { addPantry } from "../support/pantry.ts";
import {
  COLA,
  HARBOUR,
  line,
  moment,
  newSales,
  openRestaurant,
  order,
  refund,
  refundLine,
  SALAD,
  WRITTEN_AT,
} from "../support/sales.ts";

/** Two days downtown, one order at the harbour, a refund on the second day. */
async function openTrading(engine: Engine): Promise<Database> {
  const database = await openRestaurant(engine);
  const sales = newSales([
    order({
      id: "LUNCH001",
      guests: 2,
      lines: [line({ gross: 10_00, discount: 1_00, tax: 80 }), line({ ...COLA, gross: 3_00 })],
      payments: [{ method: "card", amount: 12_80, tip: 2_00 }],
    }),
    order({
      id: "LATE0001",
      order_type: "takeout",
      opened: moment("2026-12-15T01:30"),
      lines: [line({ ...SALAD, gross: 8_00 })],
      service_charges: [{ name: "Packing", amount: 1_00, is_gratuity: false }],
    }),
    order({ id: "NEXTDAY1", opened: moment("2026-12-15T12:05") }),
    order({
      id: "HARBOUR1",
      location_id: "harbour",
      opened: moment("2026-12-14T19:00", HARBOUR),
      lines: [line({ gross: 20_00 }), line({ gross: 4_00, voided: true })],
    }),
  ], [refund({ id: "REFUND01" })]);
  await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
  return database;
}

async function ask(database: Database, args: Record<string, unknown>) {
  return await callTool(testRegistry(database), "get_sales_data", args);
}

onEveryEngine("a day's figures, to the cent, on the business day", async (engine) => {
  await using database = await openTrading(engine);
  const { structured, isError } = await ask(database, { date: "2026-12-14", location: "downtown" });
  assert.equal(isError, false);
  const { basis: _basis, ...figures } = structured;
  assert.deepEqual(figures, {
    date: "2026-12-14",
    end_date: "2026-12-14",
    location: "downtown",
    currency: "USD",
    complete: true,
    missing: [],
    total_sales: 21,
    transactions: 2,
    guests: 2,
    average_check: 10.5,
    days_with_sales: 1,
    gross_sales: 21,
    discounts: 1,
    refunds: 0,
    service_charges: 1,
    tax: 0.8,
    tips: 2,
    gratuities: 0,
    gift_card_sales: 0,
    voids: 0,
    breakdown: [],
    notes: [],
  });
});

onEveryEngine("a refund counts on its own day", async (engine) => {
  await using database = await openTrading(engine);
  const { structured } = await ask(database, { date: "2026-12-15", location: "downtown" });
  assert.equal(structured.gross_sales, 5);
  assert.equal(structured.refunds, 5);
  assert.equal(structured.total_sales, 0);
  assert.equal(structured.transactions, 1);
});

onEveryEngine("without a location all are added up; voids stay outside", async (engine) => {
  await using database = await openTrading(engine);
  const { structured } = await ask(database, { date: "2026-12-14", group_by: "location" });
  assert.equal(structured.location, "all");
  assert.equal(structured.total_sales, 41);
  assert.equal(structured.voids, 4);
  assert.deepEqual(structured.breakdown, [
    {
      group: "downtown",
      id: "downtown",
      total_sales: 21,
      transactions: 2,
      units: 3,
      share_percent: 51.22,
    },
    {
      group: "harbour",
      id: "harbour",
      total_sales: 20,
      transactions: 1,
      units: 1,
      share_percent: 48.78,
    },
  ]);
});

for (
  const [group_by, expected] of [
    ["day", [["2026-12-14", 41], ["2026-12-15", 0]]],
    ["weekday", [["Monday", 41], ["Tuesday", 0]]],
    ["month", [["2026-12", 41]]],
    ["hour", [["10:00", -5], ["12:00", 17], ["19:00", 20], ["01:00", 9]]],
    ["daypart", [["breakfast", -5], ["lunch", 17], ["dinner", 20], ["late_night", 9]]],
    ["category", [["Mains", 37], ["Drinks", 3], ["Service charges", 1]]],
    ["item", [["Cheeseburger", 29], ["Salad", 8], ["Cola", 3], ["Service charges", 1]]],
    ["order_type", [["dine_in", 32], ["takeout", 9]]],
    ["payment_method", [["not recorded", 34], ["card", 7]]],
    ["location", [["downtown", 21], ["harbour", 20]]],
  ] as const
) {
  onEveryEngine(`by ${group_by}: groups in their order, adding up to the total`, async (engine) => {
    await using database = await openTrading(engine);
    const { structured } = await ask(database, {
      date: "2026-12-14",
      end_date: "2026-12-15",
      group_by,
    });
    const breakdown = structured.breakdown as { group: string; total_sales: number }[];
    assert.deepEqual(breakdown.map((group) => [group.group, group.total_sales]), expected);
    const sum = breakdown.reduce((sum, group) => sum + Math.round(group.total_sales * 100), 0);
    assert.equal(sum, 41_00);
  });
}

onEveryEngine(
  "a payment method says what was taken and given back, as a drawer counts it",
  async (engine) => {
    await using database = await openTrading(engine);
    await database.write((writer) =>
      writeSales(
        writer,
        newSales([
          order({
            id: "SPLIT001",
            opened: moment("2026-12-16T12:00"),
            lines: [line({ gross: 30_00, tax: 3_00 })],
            payments: [
              { method: "cash", amount: 13_00, tip: 2_00 },
              { method: "cash", amount: 10_00, tip: 0 },
              { method: "card", amount: 10_00, tip: 1_00 },
            ],
          }),
          order({
            id: "CANCEL01",
            status: "cancelled",
            opened: moment("2026-12-16T12:30"),
            payments: [{ method: "cash", amount: 99_00, tip: 0 }],
          }),
        ], [
          refund({
            id: "REFUND02",
            payment_method: "cash",
            refunded: moment("2026-12-16T15:00"),
            lines: [refundLine({ amount: 4_00, tax: 40 })],
            tips: 1_00,
          }),
        ]),
        WRITTEN_AT,
      )
    );
    const { structured, text } = await ask(database, {
      date: "2026-12-16",
      group_by: "payment_method",
    });
    const groups = structured.breakdown as Record<string, unknown>[];
    assert.deepEqual(
      groups.map((one) => [one.group, one.payments, one.taken, one.given_back, one.left]),
      [["cash", 2, 25, 5.4, 19.6], ["card", 1, 11, 0, 11]],
    );
    assert.match(text, /\| 2 \| 25\.00 \| 5\.40 \| 19\.60$/m);
    const unknown = await ask(database, { date: "2026-12-14", group_by: "payment_method" });
    const [first] = unknown.structured.breakdown as Record<string, unknown>[];
    assert.deepEqual([first?.group, first?.taken], ["not recorded", null]);
  },
);

onEveryEngine("groups beyond the limit are summed up, not hidden", async (engine) => {
  await using database = await openTrading(engine);
  const { structured, text } = await ask(database, {
    date: "2026-12-14",
    group_by: "item",
    limit: 1,
  });
  assert.deepEqual(structured.omitted, { groups: 3, total_sales: 12 });
  assert.match(text, /Left out: 3 other groups with 12\.00 USD; raise `limit` to see them\./);
});

onEveryEngine("a comparison names its period and gives changes in percent", async (engine) => {
  await using database = await openTrading(engine);
  const { structured } = await ask(database, {
    date: "2026-12-15",
    location: "downtown",
    compare_to: "previous_period",
  });
  assert.deepEqual(structured.comparison, {
    compare_to: "previous_period",
    date: "2026-12-14",
    end_date: "2026-12-14",
    total_sales: 21,
    transactions: 2,
    guests: 2,
    average_check: 10.5,
    units: 3,
    discounts: 1,
    refunds: 0,
    voids: 0,
    days_with_sales: 1,
    total_sales_change_percent: -100,
    transactions_change_percent: -50,
    average_check_change_percent: -100,
  });
});

onEveryEngine("against nothing a change is null, and a note says so", async (engine) => {
  await using database = await openTrading(engine);
  const { structured } = await ask(database, { date: "2026-12-14", compare_to: "previous_year" });
  const comparison = structured.comparison as Record<string, unknown>;
  assert.equal(comparison.total_sales_change_percent, null);
  assert.equal(comparison.average_check, null);
  assert.deepEqual(structured.notes, [
    "Nothing to compare with on 2025-12-15: no day is known in both periods. " +
    "Recorded data runs from 2026-12-14 to 2026-12-15.",
    "Each location counts in its own time zone.",
  ]);
});

onEveryEngine(
  "a period without data has no figures, but the range that has data",
  async (engine) => {
    await using database = await openTrading(engine);
    const { structured, isError, text } = await ask(database, {
      date: "2020-01-01",
      location: "downtown",
    });
    assert.equal(isError, false);
    const { total_sales, transactions, guests, discounts, refunds, average_check } = structured;
    assert.deepEqual(
      [total_sales, transactions, guests, discounts, refunds, average_check],
      [null, null, null, null, null, null],
    );
    assert.match(text, /2020-01-01, downtown: no data, which is not zero\./);
    assert.doesNotMatch(text, /0\.00|0 guests/);
    const note = "No sales on 2020-01-01. Recorded data runs from 2026-12-14 to 2026-12-15.";
    assert.deepEqual(structured.notes, [note]);
    assert.ok(text.includes(note));
  },
);

onEveryEngine(
  "a location is found by id or name; an unknown one lists the known",
  async (engine) => {
    await using database = await openTrading(engine);
    for (const location of ["harbour", "Harbour", " HARBOUR "]) {
      const { structured } = await ask(database, { date: "2026-12-14", location });
      assert.equal(structured.location, "harbour");
    }
    const { structured } = await ask(database, { date: "2026-12-14", location: "uptown" });
    assert.equal(structured.error_code, "NOT_FOUND");
    assert.equal(structured.hint, "Known locations: downtown, harbour.");
  },
);

onEveryEngine("an empty database says how to fill it", async (engine) => {
  await using database = await engine.fresh();
  const { structured } = await ask(database, { date: "2026-12-14" });
  assert.equal(structured.error_code, "NOT_FOUND");
  assert.match(String(structured.hint), /restaurant-mcp import/);
});

onEveryEngine(
  "an invalid date is refused with today's date, once for all locations",
  async (engine) => {
    await using database = await openTrading(engine);
    const clock = () => Temporal.Instant.from("2026-12-31T10:00:00Z");
    const registry = testRegistry(database, { clock });
    const { text, structured } = await callTool(registry, "get_sales_data", { date: "someday" });
    // 05:00 in New York, a new business day; 02:00 in Los Angeles, still the one before.
    assert.match(
      String(structured.hint),
      /^Today's business date is 2026-12-30 or 2026-12-31\. Data ends with 2026-12-15\. Write today/,
    );
    assert.equal(text.match(/business date/gi)?.length, 1, text);
    const reversed = await callTool(registry, "get_sales_data", {
      date: "2026-12-15",
      end_date: "2026-12-14",
      location: "downtown",
    });
    assert.equal(
      reversed.structured.hint,
      "Today's business date is 2026-12-31. Data ends with 2026-12-15.",
    );
  },
);

onEveryEngine("currencies are never added up", async (engine) => {
  await using database = await openTrading(engine);
  const tokyo = { ...HARBOUR, id: "tokyo", name: "Tokyo", currency: "JPY" };
  await database.write((writer) => addLocation(writer, tokyo, WRITTEN_AT));
  await database.write((writer) =>
    writeSales(
      writer,
      newSales([order({
        id: "TOKYO001",
        location_id: "tokyo",
        opened: moment("2026-12-14T12:00", tokyo),
        lines: [line({ gross: 3000, tax: 300 })],
      })]),
      WRITTEN_AT,
    )
  );
  const { structured, text, isError } = await ask(database, {
    date: "2026-12-14",
    group_by: "location",
  });
  assert.equal(isError, false);
  assert.deepEqual(
    [structured.currency, structured.total_sales, structured.tax, structured.transactions],
    ["several", null, null, 4],
  );
  const parts = structured.currencies as Record<string, unknown>[];
  assert.deepEqual(
    parts.map(({ currency, location, total_sales }) => [currency, location, total_sales]),
    [["JPY", "tokyo", 3000], ["USD", "all", 41]],
  );
  assert.match(
    text,
    /^Amounts are in JPY and USD: each currency is answered by itself, and nothing is added up/,
  );
  assert.match(text, /^JPY: 2026-12-14, tokyo: total sales \(net\) 3,000 JPY, 1 transaction/m);
  assert.match(text, /^USD: 2026-12-14, all locations: total sales \(net\) 41\.00 USD/m);
  const alone = await ask(database, { date: "2026-12-14", location: "tokyo" });
  assert.equal(alone.structured.currency, "JPY");
});

onEveryEngine("the text stands on its own", async (engine) => {
  await using database = await openTrading(engine);
  const { text } = await ask(database, {
    date: "2026-12-14",
    location: "downtown",
    group_by: "item",
    compare_to: "previous_week",
  });
  assert.equal(
    text,
    [
      "2026-12-14, downtown: total sales (net) 21.00 USD, 2 transactions, average check 10.50 USD, " +
      "2 guests (counted on 1 of 2 transactions), 1 day with sales.",
      "gross 21.00, discounts 1.00, refunds 0.00, service charges 1.00, tax 0.80, tips 2.00, " +
      "gratuities 0.00, gift cards 0.00, voids 0.00.",
      "Against 2026-12-07 (previous_week): nothing to compare with.",
      "group | total sales (USD) | share | transactions | units | food cost (USD) | margin (USD)",
      "Cheeseburger (BURGER00) | 9.00 | 42.9 % | 1 | 1 | n/a | n/a",
      "Salad (SALAD000) | 8.00 | 38.1 % | 1 | 1 | n/a | n/a",
      "Cola (COLA0000) | 3.00 | 14.3 % | 1 | 1 | n/a | n/a",
      "Service charges | 1.00 | 4.8 % | 0 | 0 | n/a | n/a",
      "Nothing to compare with on 2026-12-07: no day is known in both periods. " +
      "Recorded data runs from 2026-12-14 to 2026-12-15.",
      "3 of 3 items have no margin: no recipe, or an ingredient without a pack cost.",
      "Basis: net sales = gross - discounts - refunds + service charges that are not " +
      "gratuities; tax, tips, gratuities, gift cards and voids are not in it. downtown " +
      "(America/New_York, day starts 04:00, today 2026-12-31); as of 2026-12-31T12:00:00Z.",
    ].join("\n"),
  );
});

onEveryEngine("the lowest items come first, with those that never sold", async (engine) => {
  await using database = await openRestaurant(engine);
  await database.write(async (writer) => {
    await addPantry(writer);
    await writeSales(
      writer,
      newSales([order({ lines: [line({ quantity: 2000, gross: 10_00 })] })]),
      WRITTEN_AT,
    );
  });
  const { structured } = await ask(database, {
    date: "2026-12-14",
    location: "downtown",
    group_by: "item",
    order: "lowest",
  });
  const items = structured.breakdown as Record<string, unknown>[];
  assert.deepEqual(items.map(({ group, units }) => [group, units]), [
    ["Salad", 0],
    ["Cola", 0],
    ["Cheeseburger", 2],
  ]);
  // Two burgers: 300 g of beef at 4.22 for 2,000 g, two buns at 6.00 for 24.
  const burger = items.find(({ group }) => group === "Cheeseburger");
  assert.deepEqual([burger?.food_cost, burger?.margin], [1.13, 8.87]);
  assert.ok((structured.notes as string[]).includes(
    "1 of 3 items has no margin: no recipe, or an ingredient without a pack cost.",
  ));
});

onEveryEngine("the lowest times come first, too, as many as asked for", async (engine) => {
  await using database = await openRestaurant(engine);
  const grosses = [30_00, 10_00, 20_00];
  const orders = grosses.map((gross, i) =>
    order({
      id: `DAY0000${i}`,
      opened: moment(`2026-12-1${4 + i}T1${i}:30`),
      lines: [line({ gross })],
    })
  );
  await database.write((writer) => writeSales(writer, newSales(orders), WRITTEN_AT));
  const groups = async (group_by: string) => {
    const { structured } = await ask(database, {
      ...{ date: "2026-12-14", end_date: "2026-12-16", location: "downtown" },
      ...{ group_by, order: "lowest", limit: 2 },
    });
    return (structured.breakdown as Record<string, unknown>[]).map(({ group }) => group);
  };
  assert.deepEqual(await groups("day"), ["2026-12-15", "2026-12-16"]);
  assert.deepEqual(await groups("weekday"), ["Tuesday", "Wednesday"]);
  assert.deepEqual(await groups("hour"), ["11:00", "12:00"]);
});
