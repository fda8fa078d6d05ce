import assert from "node:assert/strict";
import { parcelOf } from "../../src/mcp/message.ts";
import type { Registry, ResourceEntry } from "../../src/mcp/registry.ts";
import type { ResourceUpdate } from "../../src/mcp/updates.ts";
import { heardBy, permittedListening } from "../../src/mcp/watching.ts";
import { LOCAL, type Principal } from "../../src/security/principal.ts";
import type { Scope } from "../../src/security/scopes.ts";

function resource(uri: string, scope: Scope): ResourceEntry {
  return {
    definition: { name: uri, uri },
    scopes: [scope],
    has: (address) => address === uri,
    isSubscribable: (address) => address === uri,
    read: () => undefined,
  };
}

const REGISTRY: Registry = {
  tools: [],
  resources: [resource("test://menu", "menu:read"), resource("test://orders", "orders:read")],
  prompts: [],
};
const COOK: Principal = { ...LOCAL, scopes: new Set(["menu:read"]), locations: ["here"] };

function listening(resourceSubscriptions: unknown) {
  return {
    jsonrpc: "2.0",
    id: 1,
    method: "subscriptions/listen",
    params: { _meta: { a: 1 }, notifications: { toolsListChanged: true, resourceSubscriptions } },
  };
}

Deno.test("a caller is notified of what it may see, at its own locations", () => {
  const asked: unknown[] = [];
  const heard: string[] = [];
  const heardByCook = heardBy(
    (locations, listener: (update: ResourceUpdate) => void) => {
      asked.push(locations);
      for (const uri of ["test://menu", "test://orders", "test://secret"]) {
        listener({ uri, sequences: { here: 1 } });
      }
      return () => {};
    },
    REGISTRY,
    COOK,
  );
  heardByCook(({ uri }) => heard.push(uri));
  assert.deepEqual([asked, heard], [[["here"]], ["test://menu"]]);
});

Deno.test("a request to listen keeps the addresses that its caller may watch, and everything else", () => {
  const asked = listening(["test://orders", "test://menu", "test://secret"]);
  assert.deepEqual(permittedListening(parcelOf(asked), REGISTRY, COOK), listening(["test://menu"]));
  assert.deepEqual(asked, listening(["test://orders", "test://menu", "test://secret"]));
});

Deno.test("of very many addresses the first hundred are enough", () => {
  const asked = listening([...Array(99).fill("test://menu"), ...Array(50_000).fill("test://menu")]);
  const permitted = permittedListening(parcelOf(asked), REGISTRY, COOK);
  assert.deepEqual(permitted, listening(Array(100).fill("test://menu")));
});

Deno.test("whatever is no such request is passed on as it is", () => {
  const others = [
    ...[null, undefined, 5, "text", [], [listening(["test://orders"])], {}],
    ...[listening("test://orders"), listening(undefined), listening({ 0: "test://orders" })],
    { ...listening(["test://orders"]), method: "resources/read" },
  ];
  for (const message of others) {
    assert.deepEqual(permittedListening(parcelOf(message), REGISTRY, COOK), message);
  }
  // What is no text is for the protocol to refuse.
  assert.deepEqual(permittedListening(parcelOf(listening([5])), REGISTRY, COOK), listening([5]));
});
