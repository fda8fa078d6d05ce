import assert from "node:assert/strict";
import { isInitialize, parcelOf } from "../../src/mcp/message.ts";

const request = { jsonrpc: "2.0", id: 1, method: "initialize", params: { a: 1 } };

Deno.test("a message is a request, a notification, a response or none of them", () => {
  for (
    const [json, kind] of [
      [request, "request"],
      [{ ...request, id: "x" }, "request"],
      [{ jsonrpc: "2.0", method: "notifications/cancelled" }, "notification"],
      [{ jsonrpc: "2.0", id: 1, result: {} }, "response"],
      [{ jsonrpc: "2.0", id: 1, error: { code: 1, message: "" } }, "response"],
      [{ ...request, jsonrpc: "1.0" }, "invalid"],
      [{ ...request, id: null }, "invalid"],
      [{ ...request, id: 1.5 }, "invalid"],
      [{ ...request, method: 5 }, "invalid"],
      ...[null, 5, "x", [], {}].map((json) => [json, "invalid"] as const),
    ] as const
  ) {
    assert.equal(parcelOf([json]).messages[0]?.kind, kind, JSON.stringify(json));
  }
});

Deno.test("invalid params are empty; the original is kept", () => {
  for (const params of [undefined, 5, "x"]) {
    const json = { ...request, params };
    assert.deepEqual(parcelOf(json).messages[0]?.params, {});
    assert.deepEqual(parcelOf(json).json, json);
  }
});

Deno.test("only initialize alone opens a session", () => {
  assert.ok(isInitialize(parcelOf(request)));
  for (const json of [[request], { ...request, id: undefined }, { ...request, method: "ping" }]) {
    assert.ok(!isInitialize(parcelOf(json)));
  }
});
