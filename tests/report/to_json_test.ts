import assert from "node:assert/strict";
import { z } from "zod";
import { reportJson } from "../../src/report/json/report_json.ts";
import { toJson } from "../../src/report/json/to_json.ts";
import { difficultReport } from "../support/reports.ts";

const PUBLISHED = new URL("../../docs/schemas/report.v1.json", import.meta.url);

Deno.test("the published JSON Schema is the one that reports follow", async () => {
  const schema = `${JSON.stringify(z.toJSONSchema(reportJson), null, 2)}\n`;
  if (Deno.env.get("UPDATE_SURFACE") === "1") await Deno.writeTextFile(PUBLISHED, schema);
  assert.equal(await Deno.readTextFile(PUBLISHED), schema);
});

Deno.test("a report as JSON keeps every figure, money in decimal units", () => {
  const json = toJson(difficultReport({ days: 20, items: 2 }));
  assert.deepEqual(reportJson.parse(JSON.parse(JSON.stringify(json))), json);
  const [glance, days] = json.sections;
  const figures = glance?.blocks[0];
  assert.ok(figures?.type === "figures");
  assert.equal(figures.figures[4]?.value, -0.05);
  assert.equal(figures.figures[3]?.value, null);
  const table = days?.blocks[0];
  assert.ok(table?.type === "table");
  assert.deepEqual(table.rows[7], {
    date: "2026-01-08",
    net: -123.45,
    share: table.rows[7]?.share,
    change: -13,
  });
  const cents = table.rows.reduce((sum, { net }) => sum + Math.round(Number(net ?? 0) * 100), 0);
  assert.equal(cents, Math.round(Number(table.total?.net) * 100));
});
