import assert from "node:assert/strict";
import { inStockUnit, type StockUnit, UNIT_NAMES, unitNamed } from "../../src/inventory/units.ts";
import { fraction } from "../../src/values/fraction.ts";

function converted(quantity: number, name: string, to: StockUnit) {
  const unit = unitNamed(name);
  if (unit === undefined) throw new Error(`${name} is no unit`);
  return inStockUnit(fraction([quantity]), unit, to);
}

Deno.test("pounds and ounces are what the international pound says", () => {
  assert.deepEqual(converted(1, "lb", "g"), fraction([45_359_237], [100_000]));
  assert.deepEqual(converted(1, "oz", "g"), fraction([28_349_523_125], [1_000_000_000]));
  assert.deepEqual(converted(16, "oz", "g"), converted(1, "lb", "g"));
});

Deno.test("kilograms, litres and pieces are whole numbers", () => {
  assert.deepEqual(converted(3, "kg", "g"), fraction([3000]));
  assert.deepEqual(converted(3, "l", "ml"), fraction([3000]));
  assert.deepEqual(converted(3, "each", "each"), fraction([3]));
});

Deno.test("units go by their usual spellings", () => {
  const spelled = ["KG", " Pounds ", "oz.", "Litres", "pcs", "ea"].map((text) =>
    unitNamed(text)?.name
  );
  assert.deepEqual(spelled, ["kg", "lb", "oz", "l", "each", "each"]);
  assert.equal(unitNamed("bunch"), undefined);
  assert.deepEqual(UNIT_NAMES.map((name) => unitNamed(name)?.name), UNIT_NAMES);
});

Deno.test("mass, volume and number do not mix, and the message says what is valid", () => {
  assert.throws(() => converted(1, "oz", "ml"), { code: "INVALID_INPUT", message: /ml or l/ });
  assert.throws(() => converted(1, "each", "g"), { message: /in g or kg or oz or lb/ });
  assert.throws(() => converted(1, "l", "each"), { message: /volume .* number/ });
});
