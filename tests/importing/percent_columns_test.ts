import assert from "node:assert/strict";
import { ImportQuestion } from "../../src/importing/kind/question.ts";
import { onEveryEngine } from "../support/engines.ts";
import { importText } from "../support/imports.ts";

const MAP = "order_id=no,date=when,item=what,unit_price=each";

onEveryEngine("a column of rates is not taken for amounts", async (engine) => {
  await using database = await engine.fresh();
  const cases = [
    ["discount", "Discount %", /net=/],
    ["discount", "discount_percent", /net=/],
    ["tax", "MwSt-Satz", /--tax-rate/],
    ["tax", "tax_rate", /--tax-rate/],
  ] as const;
  for (const [field, column, answer] of cases) {
    const text = `no,when,what,each,${column}\n1,2026-09-13,Tea,20,10\n`;
    const flags = { map: [`${MAP},${field}=${column}`] };
    await assert.rejects(importText(database, text, flags), (error) => {
      assert.ok(error instanceof ImportQuestion);
      assert.match(error.message, /a rate, not an amount/);
      assert.match(error.details.hint ?? "", answer);
      return true;
    });
  }
});

onEveryEngine("no such column is proposed", async (engine) => {
  await using database = await engine.fresh();
  const text = "order_id,date,item,unit_price,Rabatt %\n1,2026-09-13,Tea,20,10\n";
  await assert.rejects(importText(database, text), (error) => {
    assert.ok(error instanceof ImportQuestion);
    assert.match(error.message, /Not read.*Rabatt %/);
    assert.doesNotMatch(error.details.hint ?? "", /discount=/);
    return true;
  });
});

onEveryEngine("a column of cents is not taken for whole units", async (engine) => {
  await using database = await engine.fresh();
  for (const column of ["price_cents", "Price (cents)", "amount pence"]) {
    const text = `no,when,what,${column}\n1,2026-09-13,Tea,450\n`;
    const map = [`order_id=no,date=when,item=what,unit_price=${column}`];
    await assert.rejects(importText(database, text, { map }), (error) => {
      assert.ok(error instanceof ImportQuestion);
      assert.match(error.message, /seems to hold cents/);
      return true;
    });
  }
});
