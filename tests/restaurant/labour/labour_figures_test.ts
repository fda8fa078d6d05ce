import assert from "node:assert/strict";
import { labourFigures, primeCost } from "../../../src/restaurant/labour/labour_figures.ts";

Deno.test("labour percentage, sales per labour hour and prime cost", () => {
  assert.deepEqual(labourFigures({ minutes: 40 * 60, pay: 600_00, net: 2_000_00 }), {
    percent_of_net: 30,
    sales_per_hour: 50_00,
  });
  assert.deepEqual(primeCost(620_00, 600_00, 2_000_00), {
    prime_cost: 1_220_00,
    percent_of_net: 61,
  });
});

Deno.test("no sales or no hours give null, not infinity", () => {
  assert.deepEqual(labourFigures({ minutes: 0, pay: 0, net: 0 }), {
    percent_of_net: null,
    sales_per_hour: null,
  });
});
