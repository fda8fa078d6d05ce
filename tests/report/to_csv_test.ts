import assert from "node:assert/strict";
import { csvParser } from "../../src/importing/file/csv.ts";
import { toCsv } from "../../src/report/csv/to_csv.ts";
import type { TableBlock } from "../../src/report/model.ts";

const TABLE: TableBlock = {
  type: "table",
  key: "stock",
  columns: [
    { key: "name", label: "Name", kind: "text" },
    { key: "on_hand", label: "On hand", kind: "quantity" },
    { key: "value", label: "Value", kind: "money", unit: "USD" },
  ],
  rows: [
    ['Flour "00", fine\nsack', { amount: 1.5, unit: "kg" }, 12_34],
    ["=HYPERLINK(1)", { amount: -2, unit: "each" }, -5],
    ["- Cola", null, null],
  ],
  total: ["Total", null, 12_29],
};

Deno.test("CSV is read back as it was, units beside their amounts, formulas disarmed", () => {
  const parser = csvParser();
  const records = [...parser.push(toCsv(TABLE)), ...parser.end()].map((
    { fields },
  ) => fields);
  assert.deepEqual(records, [
    ["name", "on_hand", "on_hand_unit", "value"],
    ['Flour "00", fine\nsack', "1.5", "kg", "12.34"],
    ["'=HYPERLINK(1)", "-2", "each", "-0.05"],
    ["'- Cola", "", "", ""],
  ]);
});
