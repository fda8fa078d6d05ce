import assert from "node:assert/strict";
import { ImportQuestion } from "../../../src/importing/kind/question.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { importText } from "../../support/imports.ts";

/** A column that nothing maps, what its row says, and what it is asked about as. */
const ASKED = [
  ["Množství", "2", "quantity"],
  ["Ποσότητα", "2", "quantity"],
  ["Pcs", "3", "quantity"],
  ["Nachlass", "1,00", "discount"],
  ["Ermäßigung", "1,00", "discount"],
  ["Coupon value", "1.50", "discount"],
  ["Voided?", "yes", "status"],
  ["Deleted", "TRUE", "status"],
  ["Paid", "No", "status"],
  ["Zustand", "storniert", "status"],
  ["Action", "Void", "type"],
] as const;

const HARMLESS = [["Voided?", "no"], ["Paid", "Yes"], ["Zustand", "bezahlt"], ["Comps", "0.00"]];

const withColumn = (name: string, text: string) =>
  `order_id;date;item;unit_price;${name}\n1;2026-09-13;Tea;4;${text}\n`;

onEveryEngine("a column in any language that changes an amount is asked about", async (engine) => {
  await using database = await engine.fresh();
  for (const [name, text, field] of ASKED) {
    await assert.rejects(importText(database, withColumn(name, text)), (error) => {
      assert.ok(error instanceof ImportQuestion, `${name}: ${error}`);
      const { hint = "" } = error.details;
      assert.ok(error.message.endsWith(`: ${name}.`), error.message);
      assert.ok(hint.includes(`${field}=${name}`), hint);
      return true;
    });
  }
});

onEveryEngine("a column that says nothing against the sale is only named", async (engine) => {
  await using database = await engine.fresh();
  for (const [name = "", text = ""] of HARMLESS) {
    const summary = await importText(database, withColumn(name, text), {
      ignoreRowIds: true,
      location: "downtown",
      timezone: "America/New_York",
    });
    assert.deepEqual(summary.unused_columns, [name]);
  }
});
