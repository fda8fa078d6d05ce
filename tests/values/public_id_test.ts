import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import { PUBLIC_ID, publicId } from "../../src/values/public_id.ts";
import { always } from "../support/always.ts";

Deno.test("a public id is eight capital letters or digits, whatever the bytes", () => {
  always(fc.property(fc.infiniteStream(fc.nat(255)), (bytes) => {
    const id = publicId((length) => new Uint8Array([...bytes.take(length)]));
    assert.match(id, PUBLIC_ID);
  }));
  assert.match(publicId(), PUBLIC_ID);
});

Deno.test("every byte value is used equally often, or not at all", () => {
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 252; byte++) {
    const id = publicId((length) => new Uint8Array(length).fill(byte));
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  assert.equal(counts.size, 36);
  assert.deepEqual(new Set(counts.values()), new Set([7]));
});

Deno.test("bytes that would favour some letters are passed over", () => {
  const sources = [[252, 253, 254, 255], [0, 1, 2, 3, 4, 5, 6, 7]];
  const id = publicId(() => new Uint8Array(sources.shift() ?? []));
  assert.equal(id, "ABCDEFGH");
});
