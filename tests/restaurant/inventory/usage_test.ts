import assert from "node:assert/strict";
import { readUsage, windowBetween } from "../../../src/restaurant/inventory/usage.ts";
import { addLocation } from "../../../src/restaurant/locations/location.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import { fraction } from "../../../src/values/fraction.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { BEEF, BUNS, LETTUCE, openKitchen } from "../../support/pantry.ts";
import { DOWNTOWN, line, moment, newSales, order, SALAD, WRITTEN_AT } from "../../support/sales.ts";

const PLACE = { ...DOWNTOWN, created_at: WRITTEN_AT };

Deno.test("the window is four weeks, or what there is", () => {
  assert.deepEqual(windowBetween("2026-01-01", "2026-12-14"), {
    date: "2026-11-17",
    end_date: "2026-12-14",
    days: 28,
  });
  assert.deepEqual(windowBetween("2026-12-10", "2026-12-14"), {
    date: "2026-12-10",
    end_date: "2026-12-14",
    days: 5,
  });
});

onEveryEngine("usage is recipes x units sold on days that ended, by days", async (engine) => {
  await using database = await openKitchen(engine);
  const sold = (id: string, local: string, lines = [line()]) =>
    order({ id, opened: moment(local), lines });
  const sales = newSales([
    sold("BEFORE00", "2026-11-16T12:00", [line({ quantity: 100_000 })]),
    sold("FIRST000", "2026-11-17T12:00", [line({ quantity: 20_000 })]),
    sold("LAST0000", "2026-12-14T12:00", [line({ quantity: 8_000 }), line({ ...SALAD })]),
    sold("TODAY000", "2026-12-15T12:00", [line({ quantity: 100_000 })]),
  ]);
  await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
  const evening = Temporal.Instant.from("2026-12-16T02:00:00Z");
  const { window, per_day } = await readUsage(database.reader, PLACE, evening);
  assert.deepEqual(window, { date: "2026-11-17", end_date: "2026-12-14", days: 28 });
  assert.deepEqual(per_day.get(BEEF.id), fraction([150_000]));
  assert.deepEqual(per_day.get(BUNS.id), fraction([1_000]));
  assert.deepEqual(per_day.get(LETTUCE.id), fraction([200_000], [28]));
});

onEveryEngine("without sales there is no window and no usage", async (engine) => {
  await using database = await openKitchen(engine);
  const place = { ...DOWNTOWN, id: "kiosk", name: "Kiosk" };
  const kiosk = await database.write((writer) => addLocation(writer, place, WRITTEN_AT));
  const now = Temporal.Instant.from(WRITTEN_AT);
  const usage = await readUsage(database.reader, kiosk, now);
  assert.deepEqual(usage, { window: null, without_recipe: 0, per_day: new Map() });
});
