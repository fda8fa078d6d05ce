import assert from "node:assert/strict";
import { suppressRepeats } from "../../src/values/suppress_repeats.ts";

Deno.test("a repeated error is reported once a minute, and a different one at once", () => {
  const told: string[] = [];
  let now = 0;
  const report = suppressRepeats((error) => told.push(`${now} ${error}`), () => now);
  for (now = 0; now < 150; now += 1) report(new Error("away"));
  now = 70_000;
  report(new Error("away"));
  report(new Error("full"));
  report(new Error("full"));
  report(new Error("away"));
  assert.deepEqual(told, [
    "0 Error: away",
    "70000 Error: away",
    "70000 Error: full",
    "70000 Error: away",
  ]);
});
