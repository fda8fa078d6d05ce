import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import {
  comparePlaces,
  inventoryCursor,
  inventoryPlace,
} from "../../../src/restaurant/inventory/inventory_cursor.ts";

const place = fc.record({
  rank: fc.nat(5),
  tenths: fc.oneof(fc.integer(), fc.constant(Infinity)),
  ingredient_id: fc.constantFrom("BEEF0000", "BUNS0000"),
  location_id: fc.constantFrom("downtown", "café-2", "港口"),
});

Deno.test("a cursor gives its place back", () => {
  fc.assert(fc.property(place, (place) => {
    assert.deepEqual(inventoryPlace(inventoryCursor(place)), { ...place });
  }));
});

Deno.test("places have one order", () => {
  fc.assert(fc.property(place, place, (a, b) => {
    assert.equal(Math.sign(comparePlaces(a, b)), -Math.sign(comparePlaces(b, a)) + 0);
    assert.equal(comparePlaces(a, b) === 0, inventoryCursor(a) === inventoryCursor(b));
  }));
});

Deno.test("any other text is refused", () => {
  for (const text of ["", "x", "%%%", btoa("9 1 BEEF0000 downtown"), btoa("0 1 beef downtown")]) {
    assert.throws(() => inventoryPlace(text), { code: "INVALID_INPUT", message: /next_cursor/ });
  }
});
