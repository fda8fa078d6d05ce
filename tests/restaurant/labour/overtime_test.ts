import assert from "node:assert/strict";
import { payWeek } from "../../../src/restaurant/labour/overtime.ts";

Deno.test("hours over 40 are paid one and a half times", () => {
  const shifts = [10, 10, 10, 8, 6].map((hours) => ({ minutes: hours * 60, hourly_wage: 20_00 }));
  const paid = payWeek(shifts);
  assert.deepEqual(paid.at(-1), {
    regular_minutes: 120,
    overtime_minutes: 240,
    regular_pay: 40_00,
    overtime_pay: 120_00,
  });
  assert.equal(paid.reduce((sum, { regular_pay }) => sum + regular_pay, 0), 40 * 20_00);
});

Deno.test("a week of 40 hours has none", () => {
  const paid = payWeek([{ minutes: 2_400, hourly_wage: 15_00 }]);
  assert.deepEqual(paid, [{
    regular_minutes: 2_400,
    overtime_minutes: 0,
    regular_pay: 600_00,
    overtime_pay: 0,
  }]);
});

Deno.test("overtime is paid at the wage of the shift in which it falls", () => {
  const paid = payWeek([{ minutes: 2_400, hourly_wage: 15_00 }, {
    minutes: 60,
    hourly_wage: 10_01,
  }]);
  assert.deepEqual(paid[1], {
    regular_minutes: 0,
    overtime_minutes: 60,
    regular_pay: 0,
    overtime_pay: 15_02,
  });
});
