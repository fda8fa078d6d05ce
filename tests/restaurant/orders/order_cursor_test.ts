import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import { cursorOf, placeOf } from "../../../src/restaurant/orders/search/order_cursor.ts";
import { always } from "../../support/always.ts";

const PLACE = { opened_at: "2026-12-14T17:30:00Z", id: "ORDER001" };

Deno.test("a cursor leads back to its place, and is safe in an address", () => {
  const cursor = cursorOf(PLACE);
  assert.match(cursor, /^[A-Za-z0-9_-]+$/);
  assert.deepEqual(placeOf(cursor), PLACE);
});

Deno.test("whatever else is given as a cursor is refused in words", () => {
  always(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
      assert.throws(() => placeOf(text), { code: "INVALID_INPUT" });
    }),
  );
  assert.throws(() => placeOf(`${cursorOf(PLACE)}AA`), { code: "INVALID_INPUT" });
});
