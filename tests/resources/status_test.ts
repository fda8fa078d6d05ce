import assert from "node:assert/strict";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { importText } from "../support/imports.ts";
import { openRestaurant } from "../support/sales.ts";

onEveryEngine("status shows health, and the rows that an import set aside", async (engine) => {
  await using database = await openRestaurant(engine);
  void importText;
  const status = JSON.parse(await readResource(testRegistry(database), "restaurant://status"));
  assert.equal(status.database, engine.name);
  assert.deepEqual(status.checks, { database: "ok", audit: "ok", cache: "ok" });
  assert.deepEqual(status.imports, []);
});
