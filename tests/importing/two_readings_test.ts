import assert from "node:assert/strict";
import { ImportQuestion } from "../../src/importing/kind/question.ts";
import { onEveryEngine } from "../support/engines.ts";
import { importText } from "../support/imports.ts";

const FLAGS = { location: "downtown", timezone: "America/New_York", currency: "EUR" };
const TEXT = "order_id;date;item;quantity;unit_price\n1;2026-09-13;Tea;1.000;12,50\n";

onEveryEngine("a thousand pieces beside other decimal marks are a question", async (engine) => {
  await using database = await engine.fresh();
  await assert.rejects(importText(database, TEXT, FLAGS), (error) => {
    assert.ok(error instanceof ImportQuestion);
    assert.match(error.message, /what 1\.000 is \(quantity, line 2\)/);
    assert.match(error.details.hint ?? "", /--decimal point if 1\.000 is about 1/);
    return true;
  });
  const { taken } = await importText(database, TEXT, { ...FLAGS, decimal: "point" });
  assert.equal(taken.amount, 12.5);
});

onEveryEngine("two columns of one name are a question", async (engine) => {
  await using database = await engine.fresh();
  const text = "order_id,date,item,unit_price,unit_price\n1,2026-09-13,Tea,4,8\n";
  await assert.rejects(importText(database, text, FLAGS), (error) => {
    assert.ok(error instanceof ImportQuestion);
    assert.match(error.message, /Several columns are called unit_price/);
    return true;
  });
});
