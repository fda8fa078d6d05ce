import assert from "node:assert/strict";
import { getOrInsert } from "../../src/values/maps.ts";

Deno.test("a value is made once and kept", () => {
  const lists = new Map<string, number[]>();
  getOrInsert(lists, "a", () => []).push(1);
  getOrInsert(lists, "a", () => assert.fail("it is there already")).push(2);
  assert.deepEqual([...lists], [["a", [1, 2]]]);
});
