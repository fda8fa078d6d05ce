import assert from "node:assert/strict";
import { moversOf } from "../../../src/restaurant/analytics/movers.ts";

Deno.test("the largest change comes first, whichever way, and the changes add up", () => {
  const movers = moversOf(new Map([["a", 500], ["b", 300]]), new Map([["a", 520], ["c", 100]]));
  assert.deepEqual(movers.map(({ group, change }) => [group, change]), [
    ["b", -300],
    ["c", 100],
    ["a", 20],
  ]);
  assert.equal(movers.reduce((sum, { change }) => sum + change, 0), 620 - 800);
});
