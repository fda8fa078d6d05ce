import assert from "node:assert/strict";
import { inStockUnit, measureOf, UNIT_NAMES } from "../../../src/restaurant/inventory/units.ts";
import { fraction } from "../../../src/values/fraction.ts";

function measure(name: string) {
  const found = measureOf(name);
  if (found === undefined) throw new Error(`${name} is no unit`);
  return found;
}

Deno.test("pounds and ounces match the international pound", () => {
  assert.deepEqual(measure("lb"), { unit: "g", size: fraction([45_359_237], [100_000]) });
  assert.deepEqual(measure("oz"), { unit: "g", size: fraction([28_349_523_125], [10 ** 9]) });
});

Deno.test("a quantity comes out in thousandths of the stock's unit, rounded once", () => {
  const quantities = [
    [1, 4, "lb", 113_398],
    [16, 1, "oz", 453_592],
    [1, 1, "oz", 28_350],
    [3, 2, "kg", 1_500_000],
    [1, 3, "l", 333_333],
    [7, 1, "ml", 7_000],
    [5, 1, "each", 5_000],
  ] as const;
  for (const [over, under, name, expected] of quantities) {
    assert.equal(inStockUnit(fraction([over], [under]), measure(name)), expected);
  }
});

Deno.test("units go by their usual spellings", () => {
  const spelled = ["KG", "Pounds", "Litres", "pcs", "ea", "ounce"].map(measure);
  assert.deepEqual(spelled, ["kg", "lb", "l", "each", "each", "oz"].map(measure));
  for (const text of ["bunch", "", "constructor"]) assert.equal(measureOf(text), undefined);
  for (const name of UNIT_NAMES) assert.ok(measureOf(name));
});
