import assert from "node:assert/strict";
import { assertBounded, excessOf } from "../../src/mcp/bounds.ts";
import { isTooDeep } from "../../src/mcp/json_depth.ts";
import { parcelOf } from "../../src/mcp/message.ts";

const excess = (json: unknown) => excessOf(parcelOf(json));
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

Deno.test("depth is counted outside of texts", () => {
  for (const json of ["{}", nested(100), '"[[["', `{"a":"\\"${"[".repeat(200)}"}`, '["\\\\"]']) {
    assert.equal(isTooDeep(json), false, json);
  }
  for (const json of [nested(101), `{"a":"\\"","b":${nested(100)}}`, `["\\\\",${nested(100)}]`]) {
    assert.equal(isTooDeep(json), true, json);
  }
});

Deno.test("invalid JSON also has a depth, and is scanned once", () => {
  for (const text of ["", '"', '"\\', "\\", "]]]]", '{"a', "\u{1f354}"]) {
    assert.equal(isTooDeep(text), false, text);
  }
  assert.equal(isTooDeep("[".repeat(1_000_000)), true);
});

Deno.test("values are counted wherever they are", () => {
  assertBounded(undefined);
  assertBounded({ list: Array(900).fill({ a: undefined }.a) });
  for (
    const args of [Array(1001).fill(0), Array(400).fill([0, 0]), { a: Array(300_000).fill(1) }]
  ) {
    assert.throws(() => assertBounded(args), /more than 1000 values/);
  }
});

Deno.test("an id of 200 characters is enough, alone and in a batch", () => {
  const long = { id: "x".repeat(201) };
  assert.equal(excess({ id: "x".repeat(200) }), undefined);
  assert.match(excess(long) ?? "", /longer than 200/);
  assert.match(excess([{ id: 1 }, long]) ?? "", /longer than 200/);
});

Deno.test("one request subscribes to at most 100 addresses", () => {
  const listen = (count: number) => ({
    params: { notifications: { resourceSubscriptions: Array(count).fill("restaurant://x") } },
  });
  assert.equal(excess(listen(100)), undefined);
  assert.match(excess(listen(101)) ?? "", /more than 100/);
});

Deno.test("a non-message is not excessive", () => {
  for (const json of [null, 5, "x", [], {}, { params: 5 }, { params: { notifications: null } }]) {
    assert.equal(excess(json), undefined);
  }
});
