import assert from "node:assert/strict";
import { hoursInOrder } from "../../../src/restaurant/sales/hours_in_order.ts";

Deno.test("hours begin with the one in which the business day starts", () => {
  const hours = hoursInOrder([{ business_day_start: 270 }]);
  assert.deepEqual([hours.length, hours[0], hours.at(-1)], [24, "04", "03"]);
  assert.equal(hours.indexOf("00"), 20);
});

Deno.test("of several locations the earliest start counts", () => {
  assert.equal(hoursInOrder([{ business_day_start: 300 }, { business_day_start: 0 }])[0], "00");
});
