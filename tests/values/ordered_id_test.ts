import assert from "node:assert/strict";
import { orderedIds } from "../../src/values/ordered_id.ts";
import { PUBLIC_ID } from "../../src/values/public_id.ts";

Deno.test("ids of later moments sort after those of earlier ones", () => {
  const times = [0, 35, 36, 1_700_000_000_000, 1_700_000_000_001, 4_000_000_000_000];
  const ids = times.flatMap((time) => orderedIds(3, time));
  assert.deepEqual(ids.toSorted(), ids);
});

Deno.test("ids of later calls sort after those of earlier ones, however soon they follow", () => {
  const ids = Array.from({ length: 1000 }, () => orderedIds(3)).flat();
  assert.deepEqual(ids.toSorted(), ids);
});

Deno.test("ids are distinct, however many are asked for at once", () => {
  const ids = [0, 1, 5, 4000].flatMap((count) => {
    const some = orderedIds(count, 1_700_000_000_000);
    assert.equal(some.length, count);
    return some;
  });
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id.slice(9), PUBLIC_ID);
});
