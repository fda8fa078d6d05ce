import assert from "node:assert/strict";
import { testRegistry } from "../support/calls.ts";
import { serverFactory } from "../../src/mcp/server.ts";
import { httpEdge } from "../../src/http/http.ts";
import { IDENTITY } from "../../src/app/registry.ts";
import { ask, legacy, messagesIn, modern, openSession } from "../support/edge.ts";
import { testHttpOptions } from "../support/http.ts";
import { openRestaurant } from "../support/sales.ts";

/** Parameters that the protocol's own schemas refuse, and the field that is at fault. */
const FAULTY = [
  ["tools/call", { name: 5 }, "name"],
  ["resources/read", { uri: ["a"] }, "uri"],
  ["prompts/get", { name: "daily_briefing", arguments: 0 }, "arguments"],
  ["completion/complete", { ref: {}, argument: { name: "date", value: "" } }, "ref"],
] as const;

Deno.test("faulty parameters are the caller's mistake, in both eras and in plain words", async () => {
  await using database = await openRestaurant();
  const registry = testRegistry(database);
  await using edge = httpEdge(testHttpOptions(serverFactory(IDENTITY, registry), { registry }));
  const session = await openSession(edge);
  for (const [method, params, field] of FAULTY) {
    for (const exchange of [modern(method, params), legacy(session, method, params)]) {
      const [message] = messagesIn(await ask(edge, exchange));
      assert.equal(message?.error?.code, -32602, method);
      assert.ok(message?.error?.message.includes(field), message?.error?.message);
    }
  }
});

Deno.test("an incomplete initialize is refused like any invalid request", async () => {
  await using database = await openRestaurant();
  const registry = testRegistry(database);
  await using edge = httpEdge(testHttpOptions(serverFactory(IDENTITY, registry), { registry }));
  const session = await openSession(edge);
  const params = { protocolVersion: ["2025-11-25"], capabilities: {}, clientInfo: {} };
  const reply = await ask(edge, legacy(session, "initialize", params));
  assert.doesNotMatch(reply.text, /-32603/);
});
