import assert from "node:assert/strict";
import { addCalendarEntries } from "../../src/restaurant/locations/calendar.ts";
import { addLocation } from "../../src/restaurant/locations/location.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import { noteCatalogChanged } from "../../src/storage/catalog_mark.ts";
import type { Database } from "../../src/storage/database.ts";
import type { Row } from "../../src/storage/schema/schema.ts";
import { dateOfDay, dayNumber } from "../../src/values/day_number.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import { movement, openKitchen } from "../support/pantry.ts";
import {
  COLA,
  DOWNTOWN,
  HARBOUR,
  line,
  moment,
  newSales,
  order,
  refund,
  SALAD,
  WRITTEN_AT,
} from "../support/sales.ts";

type Args = Readonly<Record<string, unknown>>;

interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

interface Section {
  readonly section: string;
  readonly figures: Readonly<Record<string, number | null>>;
  readonly tables: readonly Table[];
  readonly findings: readonly string[];
  readonly notes: readonly string[];
}

const WEEK = { date_range: "2026-12-14..2026-12-20" };

/**
 * A week of burgers and salads and the one before: then 10 orders of one burger for 5.00 each on
 * Monday; now 12 of a burger for 6.00, two of which have a salad for 4.00 with 1.00 off.
 */
async function openTwoWeeks(engine: Engine): Promise<Database> {
  const database = await openKitchen(engine);
  const before = Array.from({ length: 10 }, (_, i) => at(`BEFORE${pad(i)}`, "2026-12-07T12:30"));
  const now = Array.from({ length: 12 }, (_, i) => {
    const burger = line({ gross: 6_00, variation: "Double" });
    const salad = line({ ...SALAD, gross: 4_00, discount: 1_00 });
    return order({
      ...at(`NOWNOW${pad(i)}`, "2026-12-14T18:30"),
      lines: i < 2 ? [burger, salad] : [burger],
      discounts: i < 2 ? [{ name: "Student", amount: 1_00 }] : [],
    });
  });
  // A history from long before, so that the weeks before have data.
  const first = order({ ...at("FIRST000", "2026-11-02T12:00") });
  const sales = newSales([first, ...before, ...now], [
    refund({ refunded: moment("2026-12-15T10:00"), reason: "Cold" }),
  ]);
  await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
  return database;
}

function pad(i: number): string {
  return String(i).padStart(2, "0");
}

function at(id: string, local: string) {
  return order({ id, number: id, opened: moment(local) });
}

async function ask(database: Database, args: Args) {
  const { structured, text, isError } = await callTool(
    testRegistry(database),
    "get_analytics",
    args,
  );
  const sections = (structured["sections"] ?? []) as readonly Section[];
  const section = (name: string) => {
    const found = sections.find(({ section }) => section === name);
    assert.ok(found, `${name}: ${text}`);
    return found;
  };
  return { structured, text, isError, section };
}

function rowOf({ tables }: Section, title: RegExp, first: string): readonly unknown[] | undefined {
  return tables.find((table) => title.test(table.title))?.rows.find(([name]) => name === first);
}

onEveryEngine("the change is split into its parts, to the cent", async (engine) => {
  await using database = await openTwoWeeks(engine);
  const { section } = await ask(database, { ...WEEK, sections: ["drivers"] });
  const { figures } = section("drivers");
  // Before: 10 x 5.00 = 50.00. Now: 72.00 + 8.00 - 2.00 - 5.00 refunded = 73.00.
  assert.equal(figures["change"], 23);
  const { change: _change, ...parts } = figures;
  const cents = Object.values(parts).map((part) => Math.round(Number(part) * 100));
  assert.equal(cents.reduce((sum, part) => sum + part, 0), 23_00);
  assert.deepEqual([figures["discounts"], figures["refunds"]], [-2, -5]);
  assert.equal(figures["open_days"], 0);
  assert.ok(Number(figures["orders_per_open_day"]) > 0 && Number(figures["items_per_order"]) > 0);
  assert.deepEqual(rowOf(section("drivers"), /daypart/, "lunch"), ["lunch", 50, 0, -50, -100]);
});

onEveryEngine("the summary has the same weekdays before beside it", async (engine) => {
  await using database = await openTwoWeeks(engine);
  const { section, structured } = await ask(database, { ...WEEK, sections: ["summary"] });
  assert.deepEqual(rowOf(section("summary"), /Totals/, "net_sales"), ["net_sales", 73, 50, null]);
  assert.deepEqual(rowOf(section("summary"), /Totals/, "orders"), ["orders", 12, 10, null]);
  assert.deepEqual(rowOf(section("summary"), /Totals/, "guests"), ["guests", null, null, null]);
  assert.equal(structured["date"], "2026-12-14");
});

onEveryEngine("losses by name, item and reason", async (engine) => {
  await using database = await openTwoWeeks(engine);
  const { section } = await ask(database, { ...WEEK, sections: ["losses"] });
  const losses = section("losses");
  assert.deepEqual([losses.figures["discounts"], losses.figures["refunds"]], [2, 5]);
  assert.deepEqual(rowOf(losses, /Discounts by name/, "Student"), ["Student", 2, 100]);
  assert.deepEqual(rowOf(losses, /Refunds by reason/, "Cold"), ["Cold", 5, 100]);
});

onEveryEngine("a period too short for a trend says so", async (engine) => {
  await using database = await openTwoWeeks(engine);
  const trend = (await ask(database, { ...WEEK, sections: ["trend"] })).section("trend");
  assert.equal(trend.figures["change_percent_per_month"], null);
  assert.match(trend.notes.join(" "), /A trend needs 6 weeks; the period touches 1\./);
});

onEveryEngine("the menu costs what its recipes cost", async (engine) => {
  await using database = await openTwoWeeks(engine);
  const { section } = await ask(database, { ...WEEK, sections: ["menu", "costs"] });
  // A burger: 150 g of beef at 4.22 / 2,000 g and a bun at 6.00 / 24: 0.3165 + 0.25 = 0.5665.
  const [row] = section("menu").tables.find(({ title }) => title === "By item")?.rows ?? [];
  assert.deepEqual(row?.slice(0, 2), ["Cheeseburger", "Mains"]);
  // 12 sold, of which one came back: it had been made, so it is in the margins.
  assert.equal(row?.[3], 11);
  assert.equal(row?.[6], 5.43);
  assert.equal(row?.[7], 72 - 6.8);
  // Two salads: 200 g each as purchased at 3.00 / 1,000 g: 0.60 each; in all 6.80 + 1.20.
  assert.equal(section("costs").figures["theoretical_food_cost"], 8);
});

for (const hasLevels of [true, false]) {
  const counts = hasLevels ? "two counts" : "two counts from before levels were kept";
  onEveryEngine(`${counts} give the actual usage`, async (engine) => {
    await using database = await openTwoWeeks(engine);
    const write = (
      at: string,
      kind: Row<"stock_movements">["kind"],
      quantity: number,
      level: number | null = null,
    ) =>
      database.write((writer) =>
        writer.insertInto("stock_movements").values(movement({
          ...{ id: `${kind} ${at}`, kind, quantity, level: hasLevels ? level : null },
          ...{ moved_at: `${at}T23:00:00Z`, business_date: at },
        })).execute()
      );
    await write("2026-12-13", "count", 10_000_000, 10_000_000);
    await write("2026-12-15", "received", 2_000_000);
    await write("2026-12-16", "waste", -100_000);
    await write("2026-12-17", "sold", -1_800_000);
    // On the books 10.1 kg; counted 9.5: 1.8 kg, the waste and 0.6 kg more went out of it.
    await write("2026-12-20", "count", -600_000, 9_500_000);
    const { section } = await ask(database, { ...WEEK, sections: ["costs"] });
    // Used: 10 + 2 - 9.5 = 2.5 kg. Recipes: 12 x 150 g = 1.8 kg. Waste 0.1, so 0.6 kg unexplained.
    const row = rowOf(section("costs"), /Actual against/, "Beef");
    assert.deepEqual(row?.slice(0, 6), ["Beef", "g", 2500, 1800, 100, 600]);
    assert.equal(row?.[6], 5.28);
  });
}

onEveryEngine(
  "what comes in the second of a count is before or after it, never both",
  async (engine) => {
    await using database = await openTwoWeeks(engine);
    let now = "";
    const registry = testRegistry(database, { clock: () => Temporal.Instant.from(now) });
    const stock = async (movement: string, quantity: number) => {
      const place = { item_id: "BEEF0000", location: "downtown", confirm: true };
      const args = { ...place, movement, quantity };
      assert.equal((await callTool(registry, "update_inventory", args)).isError, false);
      // Numbers of the ledger tell milliseconds apart.
      await new Promise((resolve) => setTimeout(resolve, 2));
    };
    for (const [day, counted] of [["2026-12-13", 10_000], ["2026-12-20", 9_500]] as const) {
      now = `${day}T23:00:00.1Z`;
      await stock("received", 300);
      await stock("count", counted);
      await stock("received", 2_000);
      await stock("waste", 100);
    }
    const { section } = await ask(database, { ...WEEK, sections: ["costs"] });
    // Used: 10 kg, 2 after the first count and 0.3 before the last, less 9.5 kg that were left.
    const row = rowOf(section("costs"), /Actual against/, "Beef");
    assert.deepEqual(row?.slice(0, 6), ["Beef", "g", 2800, 1800, 100, 900]);
  },
);

onEveryEngine("a caller of one location sees only that one in every section", async (engine) => {
  await using database = await openTwoWeeks(engine);
  const elsewhere = order({
    id: "HARBOUR1",
    location_id: HARBOUR.id,
    opened: moment("2026-12-14T12:30", HARBOUR),
    lines: [line({ gross: 900_00 })],
  });
  await database.write((writer) => writeSales(writer, newSales([elsewhere]), WRITTEN_AT));
  const principal = {
    id: "viewer",
    name: "Viewer",
    isOAuth: false,
    scopes: new Set(["sales:read" as const]),
    locations: [DOWNTOWN.id],
  };
  const sections = ["summary", "drivers", "trend", "menu", "time", "losses", "locations", "basket"];
  const { structured, text } = await callTool(
    testRegistry(database),
    "get_analytics",
    { ...WEEK, sections },
    principal,
  );
  assert.doesNotMatch(JSON.stringify(structured) + text, /harbour|900/i);
});

onEveryEngine("a day that is not over is left out, and said", async (engine) => {
  await using database = await openTwoWeeks(engine);
  const today = order({ id: "TODAY000", opened: moment("2026-12-31T06:00") });
  const yesterday = order({ id: "YESTERDA", opened: moment("2026-12-30T12:00") });
  const sales = newSales([today, yesterday]);
  await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
  const { structured, text } = await ask(database, {
    date_range: "this_week",
    location: "downtown",
  });
  assert.equal(structured["end_date"], "2026-12-30");
  assert.equal(structured["complete"], false);
  assert.match(text, /2026-12-31 is not over/);
});

onEveryEngine(
  "without any sale there is nothing to analyse, and it says from when there is",
  async (engine) => {
    await using database = await openTwoWeeks(engine);
    const { isError, structured } = await ask(database, { date_range: "2020" });
    assert.ok(isError);
    assert.equal(structured["error_code"], "NOT_FOUND");
    assert.match(String(structured["hint"]), /from 2026-11-02 to 2026-12-15/);
  },
);

/** Orders of 10.00 at noon, so many on each of seven days from a date, at a location. */
function week(prefix: string, first: string, count: number, calendar = DOWNTOWN) {
  return Array.from({ length: 7 * count }, (_, i) => {
    const date = Temporal.PlainDate.from(first).add({ days: i % 7 }).toString();
    return order({
      id: `${prefix}${String(i).padStart(4, "0")}`,
      location_id: calendar.id,
      opened: moment(`${date}T12:30`, calendar),
      lines: [line({ gross: 10_00 })],
    });
  });
}

onEveryEngine("known closings at the end of a period are not missing data", async (engine) => {
  await using database = await openKitchen(engine);
  const days = Array.from({ length: 32 }, (_, i) => dateOfDay(dayNumber("2026-11-16") + i));
  const orders = days.map((date, i) => at(`DAILY0${pad(i)}`, `${date}T12:00`));
  await database.write((writer) => writeSales(writer, newSales(orders), WRITTEN_AT));
  const coverage = async () => {
    const { structured } = await ask(database, { ...WEEK, location: "downtown" });
    return [structured["complete"], structured["end_date"]];
  };
  assert.deepEqual(await coverage(), [false, "2026-12-17"]);
  await database.write((writer) =>
    addCalendarEntries(writer, [{
      ...{ location_id: "downtown", date: "2026-12-18", end_date: "2026-12-20" },
      ...{ kind: "closed", name: "Kitchen works" },
    }], WRITTEN_AT)
  );
  assert.deepEqual(await coverage(), [true, "2026-12-20"]);
});

onEveryEngine(
  "a period too long for the data before it says why nothing is compared",
  async (engine) => {
    await using database = await openTwoWeeks(engine);
    // The data begins on Monday, 2 November; eight weeks before would begin in September.
    const { structured, section } = await ask(database, {
      ...{ date_range: "2026-11-09..2026-12-14", location: "downtown" },
      sections: ["drivers"],
    });
    assert.match(
      String(structured["notes"]),
      /\(2026-09-28 to 2026-11-02\): the data of downtown begins on 2026-11-02/,
    );
    assert.match(section("drivers").notes.join(), /not enough data before/);
    // A period with which the data begins has nothing before it, and needs no explanation.
    const first = await ask(database, {
      date_range: "2026-11-02..2026-12-14",
      location: "downtown",
    });
    assert.doesNotMatch(String(first.structured["notes"]), /Not compared/);
  },
);

onEveryEngine("the outlier among locations is named, with what makes it one", async (engine) => {
  await using database = await openKitchen(engine);
  const third = { ...DOWNTOWN, id: "airport", name: "Airport" };
  await database.write(async (writer) => {
    await addLocation(writer, third, WRITTEN_AT);
    const sales = newSales([
      ...week("DBEF", "2026-12-07", 10),
      ...week("DNOW", "2026-12-14", 10),
      ...week("HBEF", "2026-12-07", 10, HARBOUR),
      ...week("HNOW", "2026-12-14", 4, HARBOUR),
      ...week("ABEF", "2026-12-07", 20, third),
      ...week("ANOW", "2026-12-14", 21, third),
    ]);
    await writeSales(writer, sales, WRITTEN_AT);
  });
  const { section } = await ask(database, { ...WEEK, sections: ["locations"] });
  const { findings, tables } = section("locations");
  assert.match(findings[0] ?? "", /^harbour is the outlier: .*-60 % .* the others \+2.5 %/);
  assert.deepEqual(tables[0]?.rows.map(([id, days, net]) => [id, days, net]), [
    ["airport", 7, 210],
    ["downtown", 7, 100],
    ["harbour", 7, 40],
  ]);
  const short = await ask(database, WEEK);
  assert.match(short.text, /harbour is the outlier/);
});

onEveryEngine("what sells together, and the check with an item and without", async (engine) => {
  await using database = await openKitchen(engine);
  const orders = Array.from({ length: 200 }, (_, i) =>
    order({
      id: `PAIR${String(i).padStart(4, "0")}`,
      opened: moment("2026-12-14T12:30"),
      // Every cola comes with a burger; salads go alone.
      lines: i % 2 === 0
        ? [line(), line({ ...COLA, gross: 3_00 })]
        : [line({ ...SALAD, gross: 4_00 })],
    }));
  await database.write((writer) => writeSales(writer, newSales(orders), WRITTEN_AT));
  const { section } = await ask(database, { ...WEEK, sections: ["basket"] });
  const basket = section("basket");
  const [[first, second, lift] = []] = basket.tables[0]?.rows ?? [];
  assert.deepEqual([[first, second].sort(), lift], [["Cheeseburger", "Cola"], 2]);
  const row = basket.tables[1]?.rows.find(([name]) => name === "Cola");
  assert.deepEqual(row, ["Cola", 100, 8, 4]);
});

onEveryEngine(
  "the rush is the hour of the weekday with most orders on an open day",
  async (engine) => {
    await using database = await openKitchen(engine);
    const rush = Array.from({ length: 5 }, (_, i) => at(`RUSH000${i}`, "2026-12-18T19:30"));
    const sales = newSales([...week("WEEK", "2026-12-14", 2), ...rush]);
    await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
    const { section } = await ask(database, { ...WEEK, sections: ["time"] });
    assert.match(section("time").findings[0] ?? "", /^The rush is Friday 19:00: 5 orders/);
  },
);

onEveryEngine(
  "what a source did not record is unknown in every section, not zero",
  async (engine) => {
    await using database = await openTwoWeeks(engine);
    await database.write(async (writer) => {
      await writer.insertInto("imports").values({
        id: "IMPORT01",
        file_name: "items.csv",
        format: "square-items",
        started_at: WRITTEN_AT,
        rows_read: 1,
        rows_taken: 1,
        rows_skipped: 0,
        rows_quarantined: 0,
      }).execute();
      await writer.insertInto("import_coverage").values({
        import_id: "IMPORT01",
        location_id: "downtown",
        date: "2026-12-14",
        end_date: "2026-12-20",
        imported_at: WRITTEN_AT,
        not_recorded: "voids guests",
      }).execute();
      await noteCatalogChanged(writer);
    });
    const { structured, section } = await ask(database, {
      ...WEEK,
      sections: ["summary", "losses", "locations"],
    });
    const { figures, findings } = section("losses");
    assert.deepEqual([figures["voids"], figures["voided_lines"]], [null, null]);
    assert.equal(figures["discounts"], 2);
    assert.match(findings[0] ?? "", /voids not recorded/);
    assert.doesNotMatch(findings[0] ?? "", /against/);
    assert.equal(section("summary").figures["guests"], null);
    const [row] = section("locations").tables[0]?.rows ?? [];
    assert.equal(row?.[5], null);
    assert.ok(
      (structured["notes"] as readonly string[]).some((note) =>
        note.startsWith("Not recorded: guests, voids")
      ),
    );
  },
);

onEveryEngine(
  "locations of several currencies are analysed one after the other",
  async (engine) => {
    await using database = await openTwoWeeks(engine);
    const tokyo = { ...HARBOUR, id: "tokyo", name: "Tokyo", currency: "JPY" };
    await database.write((writer) => addLocation(writer, tokyo, WRITTEN_AT));
    const registry = testRegistry(database);
    const without = await callTool(registry, "get_analytics", WEEK);
    assert.equal(without.isError, false);
    assert.equal(without.structured.complete, false);
    assert.match(without.text, /There is no finished day with sales from .* at tokyo\./);
    const sold = ["2026-12-07", "2026-12-14"].map((date, i) =>
      order({
        id: `TOKYO00${i}`,
        location_id: "tokyo",
        opened: moment(`${date}T12:00`, tokyo),
        lines: [line({ gross: 3000 })],
      })
    );
    await database.write((writer) => writeSales(writer, newSales(sold), WRITTEN_AT));
    for (const args of [WEEK, { ...WEEK, sections: ["summary"] }]) {
      const { structured, text, isError } = await callTool(
        testRegistry(database),
        "get_analytics",
        args,
      );
      assert.equal(isError, false, text);
      assert.equal(structured.currency, "several");
      assert.match(text, /Nothing is added up over currencies \(JPY, USD\)\./);
      assert.match(JSON.stringify(structured), /3,?000 JPY/);
      assert.match(text, /USD/);
    }
  },
);

/** Six weeks of daily orders until 2026-12-20 downtown, without some days. */
async function openDays(engine: Engine, without: readonly string[]): Promise<Database> {
  const database = await openKitchen(engine);
  const days = Array.from({ length: 42 }, (_, i) => dateOfDay(dayNumber("2026-11-09") + i));
  const orders = days.filter((date) => !without.includes(date))
    .map((date, i) => at(`DAILY0${pad(i)}`, `${date}T12:00`));
  await database.write((writer) => writeSales(writer, newSales(orders), WRITTEN_AT));
  return database;
}

onEveryEngine(
  "days without data are missing, not zero, and compared like for like",
  async (engine) => {
    await using database = await openDays(engine, ["2026-12-16", "2026-12-10", "2026-12-11"]);
    const { structured, section } = await ask(database, {
      ...WEEK,
      location: "downtown",
      sections: ["summary", "drivers"],
    });
    assert.equal(structured["complete"], false);
    const notes = structured["notes"] as string[];
    assert.ok(
      notes.includes("downtown: no sales on 2026-12-16, closed or not imported."),
      notes.join(),
    );
    assert.match(notes.join(), /Only 4 of 7 location days are known both/);
    assert.match(
      section("summary").findings[0] ?? "",
      /on 6 open days; 0 % on the same weekdays before \(like for like, 4 of 7 location days\)/,
    );
    assert.match(
      section("drivers").findings[0] ?? "",
      /days without data counted as none: the number of open days/,
    );
    const day = await ask(database, { date_range: "2026-12-16", location: "downtown" });
    assert.ok(day.isError);
    assert.equal(day.structured["error_code"], "NOT_FOUND");
  },
);

onEveryEngine("days before all data are missing", async (engine) => {
  await using database = await openDays(engine, []);
  const { structured } = await ask(database, {
    date_range: "2026-11-02..2026-11-15",
    location: "downtown",
  });
  assert.equal(structured["complete"], false);
  assert.ok((structured["notes"] as string[]).includes("downtown: no data before 2026-11-09."));
});

onEveryEngine("a basket says how many orders of which dates it looked at", async (engine) => {
  await using database = await openKitchen(engine);
  const day = (count: number, prefix: string, date: string) =>
    Array.from({ length: count }, (_, i) =>
      order({
        id: `${prefix}${String(i).padStart(5, "0")}`,
        opened: moment(`${date}T12:30`),
        lines: i % 2 === 0
          ? [line(), line({ ...COLA, gross: 3_00 })]
          : [line({ ...SALAD, gross: 4_00 })],
      }));
  const orders = [...day(10, "OLD", "2026-12-14"), ...day(5_000, "NEW", "2026-12-16")];
  await database.write((writer) => writeSales(writer, newSales(orders), WRITTEN_AT));
  const { section } = await ask(database, { ...WEEK, sections: ["basket"] });
  assert.match(
    section("basket").findings[0] ?? "",
    /of the 5,000 orders of 2026-12-16 that were looked at\.$/,
  );
});

onEveryEngine("open days of several locations are said to be theirs", async (engine) => {
  await using database = await openKitchen(engine);
  const orders = [...week("DOWN", "2026-12-14", 1), ...week("HARB", "2026-12-14", 1, HARBOUR)];
  await database.write((writer) => writeSales(writer, newSales(orders), WRITTEN_AT));
  const { section } = await ask(database, { ...WEEK, sections: ["summary", "time"] });
  assert.match(section("summary").findings[0] ?? "", /on 14 open days of 2 locations;/);
  assert.equal(section("time").figures["days_with_sales"], 7);
});

onEveryEngine(
  "counts go by their time: the sales of a day that was counted before it opened are after the count",
  async (engine) => {
    await using database = await openKitchen(engine);
    const sale = (id: string, local: string) =>
      order({ id, opened: moment(local), lines: [line()] });
    // Before the first count, between both (on the days of the counts), after the last.
    const orders = [
      sale("BEFORE00", "2026-12-14T08:00"),
      sale("BETWEEN1", "2026-12-14T12:30"),
      sale("BETWEEN2", "2026-12-15T12:30"),
      sale("BETWEEN3", "2026-12-16T08:00"),
      sale("AFTER000", "2026-12-16T12:30"),
    ];
    await database.write((writer) => writeSales(writer, newSales(orders), WRITTEN_AT));
    const count = (at: string, quantity: number, level: number) =>
      database.write((writer) =>
        writer.insertInto("stock_movements").values(movement({
          ...{ id: `count ${at}`, kind: "count", quantity, level },
          ...{ moved_at: `${at}T14:00:00Z`, business_date: at },
        })).execute()
      );
    await count("2026-12-14", 10_000_000, 10_000_000);
    await count("2026-12-16", -450_000, 9_550_000);
    const { section } = await ask(database, { ...WEEK, sections: ["costs"] });
    // Three burgers of 150 g between the counts at 09:00.
    const row = rowOf(section("costs"), /Actual against/, "Beef");
    assert.deepEqual(row?.slice(0, 6), ["Beef", "g", 450, 450, 0, 0]);
  },
);
