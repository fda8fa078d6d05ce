import assert from "node:assert/strict";
import type { Order } from "../../../src/restaurant/orders/model/order.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import { setOpeningHours } from "../../../src/restaurant/locations/opening_hours.ts";
import type { Database } from "../../../src/storage/database.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import {
  DOWNTOWN,
  HARBOUR,
  line,
  moment,
  newSales,
  openRestaurant,
  order,
  WRITTEN_AT,
} from "../../support/sales.ts";

/** One order of `gross` cents at a local time, downtown by default. */
function sale(id: string, local: string, gross: number, place = DOWNTOWN): Order {
  return order({
    id,
    location_id: place.id,
    opened: moment(local, place),
    lines: [line({ gross })],
  });
}

/** Five weeks downtown, lunch and dinner every day but Mondays; the harbour's file ends earlier. */
const WEEKS = Array.from({ length: 37 }, (_, index) => {
  const date = Temporal.PlainDate.from("2026-11-10").add({ days: index });
  const two = String(index).padStart(2, "0");
  if (date.dayOfWeek === 1) return [];
  return [
    sale(`LUNCH0${two}`, `${date}T12:00`, 100_00),
    ...(index === 36 ? [] : [sale(`DINNER${two}`, `${date}T20:00`, 300_00)]),
    ...(index > 33 ? [] : [sale(`HARBOR${two}`, `${date}T13:00`, 50_00, HARBOUR)]),
  ];
}).flat();

/** At 13:30 on Wednesday, 16 December. */
const NOW = "2026-12-16T18:30:00Z";

async function openWeeks(engine: Engine): Promise<Database> {
  const database = await openRestaurant(engine);
  await database.write((writer) => writeSales(writer, newSales(WEEKS, []), WRITTEN_AT));
  return database;
}

async function ask(database: Database, args: Record<string, unknown>, now = NOW) {
  const registry = testRegistry(database, { clock: () => Temporal.Instant.from(now) });
  const { structured, text } = await callTool(registry, "get_sales_data", args);
  return {
    structured,
    text,
    comparison: structured.comparison as Record<string, unknown>,
    breakdown: structured.breakdown as Record<string, unknown>[],
  };
}

onEveryEngine("an unfinished day is compared up to the same minute", async (engine) => {
  await using database = await openWeeks(engine);
  const { structured, comparison, text } = await ask(database, {
    date: "today",
    location: "downtown",
    compare_to: "previous_week",
  });
  assert.deepEqual([structured.date, structured.complete], ["2026-12-16", false]);
  assert.deepEqual(structured.missing, ["downtown: not over, sales of 2026-12-16 up to 13:30."]);
  assert.equal(comparison.total_sales, 100);
  assert.equal(comparison.total_sales_change_percent, 0);
  const { what, total_sales } = comparison.compared_part as Record<string, unknown>;
  assert.deepEqual([what, total_sales], ["1 of 1 location days, 2026-12-09 up to 13:30", 100]);
  assert.match(text, /^Not complete\. downtown: not over/);
});

onEveryEngine("locations are compared on the days that both periods know", async (engine) => {
  await using database = await openWeeks(engine);
  const { structured, comparison } = await ask(database, {
    date: "2026-12-14",
    end_date: "2026-12-15",
    compare_to: "previous_week",
  });
  assert.deepEqual(
    structured.missing,
    [
      "harbour: no data after 2026-12-13, missing 2026-12-15.",
    ],
  );
  // Tuesday downtown 400 against 400; the harbour's Tuesday has nothing to be compared with.
  assert.deepEqual([structured.total_sales, comparison.total_sales], [400, 400]);
  assert.equal(comparison.total_sales_change_percent, 0);
  const { what } = comparison.compared_part as Record<string, unknown>;
  assert.equal(what, "3 of 4 location days");
});

onEveryEngine("a weekday that is always closed is missing nothing", async (engine) => {
  await using database = await openWeeks(engine);
  const { structured } = await ask(database, {
    date: "2026-12-07",
    end_date: "2026-12-13",
  });
  assert.deepEqual([structured.complete, structured.missing], [true, []]);
});

onEveryEngine("opening hours say that a day is over, and which ones are closed", async (engine) => {
  await using database = await openWeeks(engine);
  const hours = [2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 660, closes: 780 }));
  await database.write((writer) => setOpeningHours(writer, "downtown", hours));
  const { structured } = await ask(database, {
    date: "2026-12-14..2026-12-16",
    location: "downtown",
  });
  assert.deepEqual([structured.complete, structured.missing], [true, []]);
});

onEveryEngine("a day without a sale among others is named, and not compared", async (engine) => {
  await using database = await openRestaurant(engine);
  const lost = WEEKS.filter(({ opened }) => opened.business_date !== "2026-12-09");
  await database.write((writer) => writeSales(writer, newSales(lost, []), WRITTEN_AT));
  const { structured, comparison } = await ask(database, {
    date: "2026-12-08",
    end_date: "2026-12-13",
    location: "downtown",
    compare_to: "previous_week",
  });
  assert.deepEqual(structured.missing, [
    "downtown: no sales on 2026-12-09, closed or not imported.",
  ]);
  assert.equal(comparison.total_sales_change_percent, 0);
  const { what } = comparison.compared_part as Record<string, unknown>;
  assert.equal(what, "5 of 6 location days");
});

onEveryEngine("an import made during a day knows that day up to then", async (engine) => {
  await using database = await openRestaurant(engine);
  await database.write(async (writer) => {
    await writer.insertInto("imports").values({
      id: "IMPORT01",
      file_name: "sales.csv",
      format: "generic",
      started_at: "2026-12-16T18:00:00Z",
      rows_read: 1,
      rows_taken: 1,
      rows_skipped: 0,
      rows_quarantined: 0,
    }).execute();
    await writer.insertInto("import_coverage").values({
      import_id: "IMPORT01",
      location_id: "downtown",
      date: "2026-11-10",
      end_date: "2026-12-16",
      imported_at: "2026-12-16T18:00:00Z",
      not_recorded: "",
    }).execute();
    await writeSales(writer, newSales(WEEKS, []), WRITTEN_AT);
  });
  const week = "2026-12-24T12:00:00Z";
  const asked = { date: "2026-12-16", location: "downtown" };
  const { structured } = await ask(database, asked, week);
  assert.deepEqual(structured.missing, [
    "downtown: imported before it was over, sales of 2026-12-16 up to 13:00.",
  ]);
});

onEveryEngine(
  "weekdays and hours lead with whole days; the unfinished one is left out",
  async (engine) => {
    await using database = await openWeeks(engine);
    const { breakdown, text } = await ask(database, {
      date: "2026-12-01",
      end_date: "2026-12-16",
      location: "downtown",
      group_by: "weekday",
    });
    const wednesday = breakdown.find(({ group }) => group === "Wednesday");
    assert.deepEqual(
      [wednesday?.total_sales, wednesday?.days, wednesday?.per_day],
      [900, 2, 400],
    );
    assert.match(text, /group \| per day \(USD\) \| days \| total sales/);
    const { breakdown: hours } = await ask(database, {
      date: "2026-12-15",
      end_date: "2026-12-16",
      location: "downtown",
      group_by: "hour",
    });
    assert.deepEqual(hours.map(({ group, days, per_day }) => [group, days, per_day]), [
      ["12:00", 1, 100],
      ["20:00", 1, 300],
    ]);
  },
);

onEveryEngine("groups are compared too, unfinished days by their own hours", async (engine) => {
  await using database = await openWeeks(engine);
  const { breakdown, structured } = await ask(database, {
    date: "2026-12-15",
    end_date: "2026-12-16",
    group_by: "location",
    compare_to: "previous_week",
  });
  const downtown = breakdown.find(({ id }) => id === "downtown");
  assert.deepEqual(downtown?.change, {
    compared: 500,
    previous: 500,
    difference: 0,
    percent: 0,
    average_check: 166.67,
  });
  const days = await ask(database, {
    date: "2026-12-08",
    end_date: "2026-12-09",
    location: "downtown",
    group_by: "day",
    compare_to: "previous_week",
  });
  const changes = days.breakdown.map((
    { group, change },
  ) => [group, (change as Record<string, unknown>).previous]);
  assert.deepEqual(changes, [["2026-12-08", 400], ["2026-12-09", 400]]);
  assert.equal(structured.complete, false);
});

onEveryEngine("what sold before and not now is among the groups, and named", async (engine) => {
  await using database = await openRestaurant(engine);
  const sales = [
    order({ id: "BEFORE01", opened: moment("2026-12-07T12:00"), lines: [line({ gross: 9_00 })] }),
    order({
      id: "AFTER001",
      opened: moment("2026-12-14T12:00"),
      lines: [line({ menu_item_id: "COLA0000", name: "Cola", category: "Drinks", gross: 3_00 })],
    }),
  ];
  await database.write((writer) => writeSales(writer, newSales(sales, []), WRITTEN_AT));
  const { breakdown, structured } = await ask(database, {
    date: "2026-12-14",
    location: "downtown",
    group_by: "item",
    compare_to: "previous_week",
  });
  assert.deepEqual(breakdown.map(({ group, total_sales }) => [group, total_sales]), [
    ["Cola", 3],
    ["Cheeseburger", 0],
  ]);
  assert.ok(
    (structured.notes as string[]).includes(
      "Largest changes: Cheeseburger -9.00 USD, Cola +3.00 USD.",
    ),
  );
});

onEveryEngine("a limit keeps the latest days and the largest hours", async (engine) => {
  await using database = await openWeeks(engine);
  const { breakdown, text } = await ask(database, {
    date: "2026-12-01",
    end_date: "2026-12-15",
    location: "downtown",
    group_by: "day",
    limit: 2,
  });
  assert.deepEqual(breakdown.map(({ group }) => group), ["2026-12-13", "2026-12-15"]);
  assert.match(text, /Left out: 11 earlier groups/);
  const { breakdown: hours } = await ask(database, {
    date: "2026-12-01",
    end_date: "2026-12-15",
    group_by: "hour",
    limit: 2,
  });
  assert.deepEqual(hours.map(({ group }) => group), ["12:00", "20:00"]);
});

onEveryEngine("an average check changes by its exact value", async (engine) => {
  await using database = await openRestaurant(engine);
  const sales = [
    ...["A", "B", "C"].map((name) => sale(`BEFORE0${name}`, "2026-12-07T12:00", 1_00)),
    sale("BEFORE0D", "2026-12-07T12:00", 1),
    sale("AFTER001", "2026-12-14T12:00", 76),
  ];
  await database.write((writer) => writeSales(writer, newSales(sales, []), WRITTEN_AT));
  const { comparison } = await ask(database, {
    date: "2026-12-14",
    location: "downtown",
    compare_to: "previous_week",
  });
  // 0.76 against 3.01 / 4 = 0.7525; against the rounded 0.75 it would be 1.33 %.
  assert.equal(comparison.average_check_change_percent, 1);
});

/** Downtown since Tuesday, 29 September, every day to the end of October, but no Monday. */
const SINCE_AUTUMN = Array.from({ length: 33 }, (_, index) => {
  const date = Temporal.PlainDate.from("2026-09-29").add({ days: index });
  const id = `AUTUMN${String(index).padStart(2, "0")}`;
  return date.dayOfWeek === 1 ? [] : [sale(id, `${date}T12:00`, 10_00 * (index + 1))];
}).flat();

onEveryEngine("weekdays are never set against other weekdays", async (engine) => {
  await using database = await openRestaurant(engine);
  await database.write((writer) => writeSales(writer, newSales(SINCE_AUTUMN, []), WRITTEN_AT));
  const { breakdown, text, structured, comparison } = await ask(database, {
    date: "2026-10",
    location: "downtown",
    group_by: "weekday",
    compare_to: "previous_period",
  });
  const tuesday = breakdown.find(({ group }) => group === "Tuesday");
  assert.deepEqual([tuesday?.change, tuesday?.days], [null, 4]);
  assert.ok(breakdown.every(({ change }) => change === null));
  const notes = structured.notes as string[];
  assert.ok(notes.includes("No change by weekday: the days compared are other weekdays."));
  assert.ok(!notes.some((note) => note.startsWith("Largest changes")), notes.join("\n"));
  assert.doesNotMatch(text, /-100 %|difference/);
  // 29 and 30 September, 10 + 20; 29 and 30 October, 310 + 320.
  const { total_sales } = comparison.compared_part as Record<string, unknown>;
  assert.deepEqual([comparison.total_sales, total_sales], [30, 630]);
});

onEveryEngine("few days of a long period say nothing of its groups", async (engine) => {
  await using database = await openRestaurant(engine);
  await database.write((writer) => writeSales(writer, newSales(SINCE_AUTUMN, []), WRITTEN_AT));
  const asked = { date: "2026-10", location: "downtown", compare_to: "previous_period" };
  const { breakdown, structured } = await ask(database, { ...asked, group_by: "item" });
  assert.deepEqual(breakdown.map(({ group, change }) => [group, change]), [["Cheeseburger", null]]);
  assert.ok((structured.notes as string[]).includes(
    "No change by item: only 2 of 31 location days with data can be compared.",
  ));
  const days = await ask(database, { ...asked, group_by: "day", limit: 4 });
  assert.deepEqual(
    days.breakdown.map(({ group, change }) => [
      group,
      (change as Record<string, unknown> | null)?.previous ?? null,
    ]),
    [["2026-10-28", null], ["2026-10-29", 10], ["2026-10-30", 20], ["2026-10-31", null]],
  );
});

onEveryEngine(
  "a group changes by its sales on the days compared, which are named",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const cola = { menu_item_id: "COLA0000", name: "Cola", category: "Drinks", gross: 3_00 };
    const both = (id: string, date: string) =>
      order({ id, opened: moment(`${date}T12:00`), lines: [line({ gross: 9_00 }), line(cola)] });
    const sales = [
      both("BEFORE01", "2026-12-10"),
      order({ id: "NOWFIRST", opened: moment("2026-12-16T12:00"), lines: [line(cola)] }),
      order({ id: "NOWLATER", opened: moment("2026-12-17T12:00"), lines: [line({ gross: 8_00 })] }),
      order({ id: "NOWFRIDA", opened: moment("2026-12-18T12:00"), lines: [line({ gross: 7_00 })] }),
    ];
    await database.write((writer) => writeSales(writer, newSales(sales, []), WRITTEN_AT));
    const { breakdown, text } = await ask(database, {
      date: "2026-12-16",
      end_date: "2026-12-17",
      location: "downtown",
      group_by: "item",
      compare_to: "previous_week",
    }, "2026-12-31T12:00:00Z");
    const changes = breakdown.map(({ group, total_sales, change }) => {
      const { compared, previous, percent } = change as Record<string, unknown>;
      return [group, total_sales, compared, previous, percent];
    });
    // Only Thursday is known in both weeks: no cola was sold on the second one.
    assert.deepEqual(changes, [["Cheeseburger", 8, 8, 9, -11.11], ["Cola", 3, 0, 3, null]]);
    assert.match(text, /average check \(USD\) \| compared \(USD\) \| previous \(USD\)/);
    assert.doesNotMatch(text, /-100 %\s*\|/);
  },
);

onEveryEngine(
  "a weekday of the opening hours on which nothing is ever sold is closed",
  async (engine) => {
    await using database = await openWeeks(engine);
    const daily = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 660, closes: 1320 }));
    await database.write((writer) => setOpeningHours(writer, "downtown", daily));
    const lastWeek = { date: "2026-12-07", end_date: "2026-12-13", location: "downtown" };
    const { structured } = await ask(database, lastWeek);
    // No Monday of the five weeks has a sale.
    assert.deepEqual([structured.complete, structured.missing], [true, []]);
    await database.write((writer) =>
      writeSales(writer, newSales([sale("MONDAY01", "2026-11-30T12:00", 100)]), WRITTEN_AT)
    );
    const sometimes = await ask(database, lastWeek);
    assert.deepEqual(sometimes.structured.missing, [
      "downtown: no sales on 2026-12-07, closed or not imported.",
    ]);
  },
);
