import assert from "node:assert/strict";
import { readUnitsSold } from "../../../src/restaurant/inventory/units_sold.ts";
import { writeSales } from "../../../src/restaurant/sales/write_sales.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { fillFloor } from "../../support/floor.ts";
import {
  BURGER,
  DOWNTOWN,
  line,
  moment,
  newSales,
  order,
  WRITTEN_AT,
} from "../../support/sales.ts";

const LOCATION = DOWNTOWN.id;
/** One more unit on each: the days at both ends of months, and some within. */
const DATES = ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-15", "2026-03-31", "2026-04-01"];

onEveryEngine("the units of a long period are those of its days", async (engine) => {
  await using database = await fillFloor(await engine.fresh());
  const orders = DATES.map((date, index) =>
    order({
      id: `UNITS00${index}`,
      location_id: LOCATION,
      opened: moment(`${date}T12:00`, DOWNTOWN),
      lines: [line({ menu_item_id: BURGER.menu_item_id, quantity: 1000 * (index + 1) })],
    })
  );
  await database.write((writer) => writeSales(writer, newSales(orders, []), WRITTEN_AT));
  const unitsIn = async (date: string, end_date: string) => {
    const period = { date, end_date };
    const asked = { dimension: "item", keys: [BURGER.menu_item_id, "NOTHING0"], period } as const;
    return [...await readUnitsSold(database.reader, { ...asked, location_ids: [LOCATION] })];
  };
  const sumOf = (from: number, to: number) => {
    const units = DATES.slice(from, to).reduce((sum, _date, at) => sum + 1000 * (from + at + 1), 0);
    return units === 0 ? [] : [[BURGER.menu_item_id, units]];
  };
  assert.deepEqual(await unitsIn("2026-01-31", "2026-04-01"), sumOf(0, 6));
  assert.deepEqual(await unitsIn("2026-02-01", "2026-03-31"), sumOf(1, 5));
  assert.deepEqual(await unitsIn("2026-02-02", "2026-03-30"), sumOf(2, 4));
  assert.deepEqual(await unitsIn("2026-03-15", "2026-03-15"), sumOf(3, 4));
  assert.deepEqual(await unitsIn("2026-03-01", "2026-03-14"), []);
});
