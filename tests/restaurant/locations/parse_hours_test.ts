import assert from "node:assert/strict";
import {
  hoursText,
  isOpen,
  setOpeningHours,
} from "../../../src/restaurant/locations/opening_hours.ts";
import { readOpeningHours } from "../../../src/restaurant/locations/opening_hours.ts";
import { parseHours } from "../../../src/restaurant/locations/parse_hours.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { plain } from "../../support/rows.ts";
import { openRestaurant } from "../../support/sales.ts";

Deno.test("hours are read as people write them, past midnight and across the week's end", () => {
  const hours = parseHours("Mon-Thu 11:00-22:00, fri 11:00-01:00, sat-sun 10:00-14:00 17:00-24:00");
  assert.equal(hours.length, 4 + 1 + 4);
  assert.equal(hoursText(hours, 1), "11:00 to 22:00");
  assert.equal(hoursText(hours, 5), "11:00 to 01:00");
  assert.equal(hoursText(hours, 7), "10:00 to 14:00 and 17:00 to 00:00");
  const night = Temporal.PlainDateTime.from("2026-11-28T00:30");
  assert.equal(isOpen(hours, night), true);
  assert.equal(isOpen(hours, night.add({ hours: 1 })), false);
  const weekdays = parseHours("fri-mon 9:00-17:00").map(({ weekday }) => weekday);
  assert.deepEqual(weekdays, [5, 6, 7, 1]);
  assert.deepEqual(parseHours(" always "), []);
});

for (
  const text of [
    "",
    "mon",
    "mon 11:00",
    "mon 25:00-26:00",
    "funday 11-12",
    "mon-tue-wed 11:00-12:00",
  ]
) {
  Deno.test(`'${text}' is refused`, () => {
    assert.throws(() => parseHours(text), { code: "INVALID_INPUT" });
  });
}

Deno.test("a stretch never lasts past noon of the next day", () => {
  assert.throws(() => parseHours("mon 18:00-17:00"), { code: "INVALID_INPUT" });
});

onEveryEngine("hours that are set replace those that were", async (engine) => {
  await using database = await openRestaurant(engine);
  const set = (text: string) =>
    database.write((writer) => setOpeningHours(writer, "downtown", parseHours(text)));
  await set("mon-sun 11:00-22:00");
  await set("mon 11:00-22:00");
  assert.deepEqual(plain(await readOpeningHours(database.reader, "downtown")), [
    { weekday: 1, opens: 660, closes: 1320 },
  ]);
  await set("always");
  assert.deepEqual(await readOpeningHours(database.reader, "downtown"), []);
});
