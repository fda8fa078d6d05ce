import assert from "node:assert/strict";
import { RestaurantError } from "../../../src/values/errors.ts";
import { onEveryEngine, SQLITE } from "../../support/engines.ts";
import { importCatalogText } from "../../support/imports.ts";

const FILE = [
  "date,end_date,what,name,location",
  "2026-12-24,2026-12-26,Closed,Christmas,",
  "2026-07-04,,event,Street fair,",
  "2026-08-01,,party,Opening,",
  "2026-09-02,2026-09-01,closed,Works,",
].join("\n");
const PLACE = { location: "downtown", timezone: "America/New_York" };

onEveryEngine(
  "closings and events are imported once; other rows are quarantined",
  async (engine) => {
    await using database = await engine.fresh();
    const summary = await importCatalogText(database, "calendar", FILE, PLACE);
    assert.deepEqual([summary.added, summary.quarantined], [2, 2]);
    assert.match(JSON.stringify(summary.quarantined_for), /'party' is not known/);
    assert.equal((await importCatalogText(database, "calendar", FILE, PLACE)).added, 0);
    const rows = await database.reader.selectFrom("calendar_entries").selectAll().orderBy("date")
      .execute();
    assert.deepEqual(rows.map(({ id: _id, ...row }) => Object.values(row).join(" ")), [
      "downtown 2026-07-04 2026-07-04 event Street fair",
      "downtown 2026-12-24 2026-12-26 closed Christmas",
    ]);
  },
);

Deno.test("rows without a location are asked for one, whatever they are of", async () => {
  await using database = await SQLITE.fresh();
  const file = "date,what,name\n2026-12-24,closed,Christmas\n";
  await assert.rejects(importCatalogText(database, "calendar", file), (error) => {
    assert.ok(error instanceof RestaurantError);
    assert.match(error.details.hint ?? "", /^Say where such rows belong: --location/);
    return true;
  });
});
