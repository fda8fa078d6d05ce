import assert from "node:assert/strict";
import { TABLES } from "../../src/storage/schema/schema.ts";
import { onEveryEngine } from "../support/engines.ts";

const described = Object.entries<{ about: string; columns: Readonly<Record<string, string>> }>(
  TABLES,
);

onEveryEngine("the descriptions name the tables and columns there are", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  const live = (await database.tables())
    .map(({ name, columns }) => [name, columns.map((column) => column.name).toSorted()] as const);
  const names = described
    .map(([name, { columns }]) => [name, Object.keys(columns).toSorted()] as const);
  assert.deepEqual(Object.fromEntries(live), Object.fromEntries(names));
});

Deno.test("each description is one line that ends as a sentence", () => {
  for (const [table, { about, columns }] of described) {
    for (const [column, text] of Object.entries({ about, ...columns })) {
      assert.match(text, /^[^\n]{5,}\.$/, `${table}.${column}`);
    }
  }
});

Deno.test("every amount says its unit", () => {
  const amount = /^(gross|discounts?|refunds|price|amount|tips?|tax|gratuity|pack_cost)$/;
  for (const [table, { columns }] of described) {
    for (const [column, text] of Object.entries(columns)) {
      if (amount.test(column)) assert.match(text, /minor units/, `${table}.${column}`);
      if (/^(quantity|units)$/.test(column)) {
        assert.match(text, /thousandths/, `${table}.${column}`);
      }
    }
  }
});
