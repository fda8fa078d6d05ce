import assert from "node:assert/strict";
import { TABLES } from "../../src/storage/schema/tables/index.ts";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openRestaurant } from "../support/sales.ts";

onEveryEngine("every table with every column, its type and its meaning", async (engine) => {
  await using database = await openRestaurant(engine);
  const schema = await readResource(testRegistry(database), "restaurant://config/database_schema");
  for (const [table, { about, columns }] of Object.entries(TABLES)) {
    assert.ok(schema.includes(`## ${table}\n\n${about}`), table);
    for (const meaning of Object.values(columns)) assert.ok(schema.includes(meaning), meaning);
  }
  assert.match(schema, /\| id \| text not null \|/);
  assert.doesNotMatch(schema, /kysely_/);
});
