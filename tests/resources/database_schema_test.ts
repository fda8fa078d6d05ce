import assert from "node:assert/strict";
import { TABLES } from "../../src/storage/schema/schema.ts";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openRestaurant } from "../support/sales.ts";

onEveryEngine("every table with every column, its type and its meaning", async (engine) => {
  await using database = await openRestaurant(engine);
  const registry = testRegistry(database);
  const schema = await readResource(registry, "restaurant://config/database_schema");
  for (const [table, { about, columns }] of Object.entries(TABLES)) {
    assert.ok(schema.includes(`- ${table}: ${about}`), table);
    const columnsOf = await readResource(
      registry,
      `restaurant://config/database_schema/${table}`,
    );
    assert.ok(columnsOf.startsWith(`# ${table}\n\n${about}`), table);
    for (const meaning of Object.values(columns)) assert.ok(columnsOf.includes(meaning), meaning);
  }
  const orders = await readResource(registry, "restaurant://config/database_schema/orders");
  assert.match(orders, /\| id \| text not null \|/);
  assert.doesNotMatch(schema, /kysely_/);
});
