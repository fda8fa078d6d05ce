import assert from "node:assert/strict";
import type { InstantText } from "../../src/values/clock.ts";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { importText } from "../support/imports.ts";
import { openRestaurant } from "../support/sales.ts";

const FILE = "order_id,date,time,item,category,unit_price\n" +
  "1,2026-03-07,12:30,Pie,Dessert,6.50\n" +
  "2,2026-03-07,12:45,Coffee,Drinks,three\n";

onEveryEngine("status shows health, and the rows that an import set aside", async (engine) => {
  await using database = await openRestaurant(engine);
  await importText(database, FILE, { location: "downtown" });
  const status = JSON.parse(await readResource(testRegistry(database), "restaurant://status"));
  assert.equal(status.database, engine.name);
  assert.deepEqual(status.checks, { database: "ok", audit: "ok", cache: "ok" });
  const [{ file_name, rows_read, rows_taken, rows_quarantined, problems }] = status.imports;
  assert.deepEqual([file_name, rows_read, rows_taken, rows_quarantined], ["export.csv", 2, 1, 1]);
  assert.equal(problems.length, 1);
  assert.equal(problems[0].line, 3);
});

onEveryEngine("status says when a file last came through an inbox", async (engine) => {
  await using database = await openRestaurant(engine);
  await importText(database, FILE, { location: "downtown" });
  const lastFromInbox = async () =>
    JSON.parse(await readResource(testRegistry(database), "restaurant://status")).last_from_inbox;
  assert.equal(await lastFromInbox(), null);
  const at = "2026-03-08T05:00:00Z" as InstantText;
  await database.write((writer) =>
    writer.updateTable("imports").set({ digest: "0".repeat(64), started_at: at }).execute()
  );
  assert.equal(await lastFromInbox(), at);
});
