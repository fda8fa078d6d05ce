import assert from "node:assert/strict";
import { reachesTable } from "../../src/storage/scope/reaches_table.ts";

Deno.test("a word in quotes reaches no table", () => {
  for (
    const sql of [
      "lower(name) = 'values'",
      "case when kind = 'it''s from here' then 1 end",
      `coalesce("from", 0)`,
      `'"' || "select" || '"'`,
      "1 = 1",
      "fromage, updated_at, selections",
    ]
  ) assert.ok(!reachesTable(sql), sql);
});

Deno.test("a word outside of quotes does, and so does ambiguous SQL", () => {
  for (
    const sql of [
      "(select 1)",
      "exists (select 'x' from orders)",
      "'a' from orders where b = 'c'",
      "'it''s' from orders",
      `"a" FROM "orders"`,
      "'unfinished from orders",
      "E'\\' from orders --'",
      "$$from$$",
      "1 -- ' \n from orders --'",
      "1 /* ' */ from orders /* ' */",
      "pragma table_info",
    ]
  ) assert.ok(reachesTable(sql), sql);
});
