import assert from "node:assert/strict";
import { writeXlsx } from "hucre/xlsx";
import type { Database } from "../../../src/storage/database.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { importText } from "../../support/imports.ts";

const PLACE = { kind: "feedback", location: "downtown", timezone: "America/New_York" };

async function received(database: Database, content: string | Uint8Array) {
  const { quarantined } = await importText(database, content, PLACE);
  assert.equal(quarantined.rows, 0);
  const rows = await database.reader.selectFrom("feedback").select(["received_at", "business_date"])
    .orderBy("id").execute();
  return rows.map(({ received_at, business_date }) => `${received_at} ${business_date}`);
}

async function workbook(rows: (string | Date | null)[][]) {
  return new Uint8Array(await writeXlsx({ sheets: [{ name: "Reviews", rows }] }));
}

onEveryEngine("a workbook's date without a time is its own business date", async (engine) => {
  await using database = await engine.fresh();
  const bytes = await workbook([
    ["id", "text", "date"],
    ["a", "Lovely soup at lunch", new Date("2026-10-05T00:00:00Z")],
    ["b", "The bread was stale", new Date("2026-10-06T00:30:00Z")],
  ]);
  assert.deepEqual(await received(database, bytes), [
    "2026-10-05T16:00:00Z 2026-10-05",
    "2026-10-06T04:30:00Z 2026-10-05",
  ]);
});

onEveryEngine("a time in a column of its own stands beside a workbook's date", async (engine) => {
  await using database = await engine.fresh();
  const day = new Date("2026-10-05T00:00:00Z");
  const bytes = await workbook([
    ["id", "text", "date", "time"],
    ["a", "Lovely soup at lunch", day, "19:30"],
    ["b", "The bread was stale", day, null],
  ]);
  assert.deepEqual(await received(database, bytes), [
    "2026-10-05T23:30:00Z 2026-10-05",
    "2026-10-05T16:00:00Z 2026-10-05",
  ]);
});

onEveryEngine("a midnight that stands for no time is put at noon", async (engine) => {
  await using database = await engine.fresh();
  const dates = [
    "2026-10-19",
    "2026-10-19T00:00:00",
    "2026-10-19 00:00:00.000",
    "10/19/2026 12:00:00 AM",
    "2026-10-19T00:05:00",
    "2026-10-19T00:00:00-04:00",
    "1792425600",
  ];
  const rows = dates.map((date, at) => `${at},Text ${at} of a guest,${date}`);
  const csv = ["id,text,date", ...rows].join("\n");
  assert.deepEqual(await received(database, csv), [
    ...dates.slice(0, 4).map(() => "2026-10-19T16:00:00Z 2026-10-19"),
    "2026-10-19T04:05:00Z 2026-10-18",
    "2026-10-19T04:00:00Z 2026-10-18",
    "2026-10-19T16:00:00Z 2026-10-19",
  ]);
});
