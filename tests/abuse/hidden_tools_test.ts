import assert from "node:assert/strict";
import { IDENTITY } from "../../src/app/registry.ts";
import { instructionsFor } from "../../src/mcp/instructions_for.ts";
import { visibleTo } from "../../src/mcp/registry.ts";
import { LOCAL, type Principal } from "../../src/security/principal.ts";
import { testRegistry } from "../support/calls.ts";
import { ask, modern, openApp } from "../support/edge.ts";
import { openRestaurant } from "../support/sales.ts";

const VIEWER: Principal = { ...LOCAL, id: "token:VIEWER00", scopes: new Set(["sales:read"]) };

Deno.test("a caller learns of no tool that it may not use: not by an unknown name, not by the instructions", async () => {
  await using started = await openApp({}, { authenticate: () => Promise.resolve(VIEWER) });
  const { registry } = started.app;
  const hidden = registry.tools.map(({ definition }) => definition.name)
    .filter((name) =>
      !visibleTo(registry, VIEWER).tools.some((tool) => tool.definition.name === name)
    );
  assert.ok(hidden.includes("process_order"));
  for (
    const exchange of [
      modern("tools/call", { name: "nothing_such", arguments: {} }),
      modern("prompts/get", { name: "nothing_such" }),
      modern("server/discover"),
    ]
  ) {
    const { text } = await ask(started.edge, exchange);
    for (const name of hidden) assert.ok(!text.includes(name), `${name}: ${text}`);
  }
});

Deno.test("a caller who may use every tool gets the full instructions", async () => {
  await using database = await openRestaurant();
  const registry = testRegistry(database);
  const instructions = instructionsFor(IDENTITY.instructions, registry);
  assert.equal(instructions(registry), IDENTITY.instructions);
  const seen = instructions(visibleTo(registry, VIEWER));
  assert.match(seen, /business dates/);
  assert.doesNotMatch(seen, /process_order/);
});
