import assert from "node:assert/strict";
import { z } from "zod";
import { reportJson } from "../../src/report/json/report_json.ts";
import { toJson } from "../../src/report/json/to_json.ts";
import { readLocations } from "../../src/restaurant/locations/location.ts";
import { reportJob, type ReportQuestion } from "../../src/restaurant/reporting/report_job.ts";
import { Ajv2020 } from "../packages/ajv.ts";
import { DEMO_NOW, openDemo } from "../support/demo.ts";
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

Deno.test("an independent validator finds every report to follow the published schema", async () => {
  const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true })
    .compile(JSON.parse(await Deno.readTextFile(PUBLISHED)));
  const isValid = (value: unknown) => {
    validate(JSON.parse(JSON.stringify(value)));
    return validate.errors ?? [];
  };
  assert.deepEqual(isValid(toJson(difficultReport())), []);
  await using demo = await openDemo({ months: 2 });
  const { reader } = demo.database;
  const location_ids = (await readLocations(reader)).map(({ id }) => id);
  for (const type of ["sales", "inventory", "customer", "close"] as const) {
    for (const [date, end_date] of [["2026-11-16", "2026-11-22"], ["2020-01-01", "2020-01-02"]]) {
      const period = { date: date ?? "", end_date: end_date ?? "" };
      const question: ReportQuestion = {
        ...{ type, period, location_ids, format: "json", showsNames: true },
        now: DEMO_NOW.toString(),
      };
      const { bytes } = await reportJob(reader, question);
      assert.deepEqual(isValid(JSON.parse(new TextDecoder().decode(bytes))), [], `${type} ${date}`);
    }
  }
  // What is not of the form is found.
  const report = toJson(difficultReport({ days: 2, items: 1 }));
  assert.notDeepEqual(isValid({ ...report, version: 2 }), []);
  assert.notDeepEqual(isValid({ ...report, extra: true }), []);
  assert.notDeepEqual(isValid({ ...report, notes: [null] }), []);
});
