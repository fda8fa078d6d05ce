import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { startApp } from "../../src/app/app.ts";
import { demoText } from "../../src/cli/welcome.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { appConfig, callTool, noon } from "../support/calls.ts";
import { patiently } from "../support/patiently.ts";

Deno.test("the demo starts at once; questions wait until its data is complete", async () => {
  const config = appConfig({ database: IN_MEMORY, demo: true });
  await using app = await startApp(config, getLogger("test"), noon);
  let isFilled = false;
  const filled = app.demo?.then((summary) => {
    isFilled = true;
    return summary;
  });
  assert.ok((await app.authenticate(undefined)) !== undefined);
  assert.equal(isFilled, false, "who connects is not kept waiting");
  const year = { date: "2026-01-01", end_date: "2026-12-31" };
  const asked = await patiently(() => callTool(app.registry, "get_sales_data", year));
  assert.equal(isFilled, true);
  assert.deepEqual((await callTool(app.registry, "get_sales_data", year)).text, asked.text);
  const summary = await filled;
  assert.ok(summary !== undefined);
  assert.match(demoText(summary), /has 2 locations, 47 menu items, \d+,\d+ orders from 2025-/);
});

Deno.test("a program that ends does not fill the demo first", async () => {
  const app = await startApp(
    appConfig({ database: IN_MEMORY, demo: true }),
    getLogger("test"),
    noon,
  );
  const isFilled = app.demo?.then(() => true, () => false);
  await app[Symbol.asyncDispose]();
  assert.equal(await isFilled, false);
});
