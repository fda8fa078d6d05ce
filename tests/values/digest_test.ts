import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { digestOf, keyedDigest } from "../../src/values/digest.ts";

Deno.test("a digest with a key is HMAC with SHA-256, for keys of any length", () => {
  for (const key of ["", "key", "k".repeat(64), "ünïcödé".repeat(20)]) {
    const digest = keyedDigest(key);
    for (const data of [{}, { b: 1, a: "é" }, "x".repeat(1000)]) {
      const text = JSON.stringify(
        typeof data === "object" && "a" in data ? { a: data.a, b: data.b } : data,
      );
      assert.equal(digest(data), createHmac("sha256", key).update(text).digest("hex"));
    }
  }
});

Deno.test("the order of members does not matter", () => {
  assert.equal(
    digestOf({ a: 1, b: [2, { c: 3, d: 4 }] }),
    digestOf({ b: [2, { d: 4, c: 3 }], a: 1 }),
  );
  assert.notEqual(digestOf({ a: [1, 2] }), digestOf({ a: [2, 1] }));
});

Deno.test("a digest is that of the JSON: what is undefined is not there", () => {
  const json = '{"a":[null,1],"b":"\\u2028\\"","c":{"d":null}}';
  const data = { c: { e: undefined, d: null }, b: '\u2028"', a: [undefined, 1] };
  assert.equal(digestOf(data), digestOf(JSON.parse(json)));
  assert.equal(
    digestOf(data),
    createHash("sha256").update(JSON.stringify(JSON.parse(json))).digest("hex"),
  );
});
