import assert from "node:assert/strict";
import { fc } from "../packages/fast_check.ts";
import type { Registry } from "../../src/mcp/registry.ts";
import { registryOf, type Switches } from "../../src/app/registry.ts";
import { type Area, areaOf, AREAS } from "../../src/security/scopes.ts";
import type { Database } from "../../src/storage/database.ts";
import { always } from "../support/always.ts";
import { callTool, testCache, testEdge, testFiles } from "../support/calls.ts";
import { openRestaurant } from "../support/sales.ts";

function registry(database: Database, switches: Switches): Registry {
  const checks = () =>
    Promise.resolve({ server: "ok", database: "ok", audit: "ok", cache: "ok" } as const);
  return registryOf(
    database,
    { checks, uptimeSeconds: () => 0, analyses: testCache(database), files: testFiles() },
    testEdge(database),
    switches,
  );
}

Deno.test("any switches take away what they name, and add nothing", async () => {
  await using database = await openRestaurant();
  const all = registry(database, { readOnly: false });
  const areas = fc.subarray([...AREAS]);
  always(fc.property(fc.boolean(), fc.option(areas, { nil: undefined }), (readOnly, toolsets) => {
    const left = registry(database, { readOnly, toolsets });
    const isOn = (entry: Registry["prompts" | "resources" | "tools"][number]) =>
      entry.scopes.every((scope) => toolsets?.includes(areaOf(scope)) ?? true);
    const names = (entries: readonly { readonly definition: { readonly name: string } }[]) =>
      entries.map(({ definition }) => definition.name);
    const tools = all.tools.filter((tool) => isOn(tool) && !(readOnly && tool.isWrite));
    assert.deepEqual(names(left.tools), names(tools));
    assert.deepEqual(names(left.resources), names(all.resources.filter(isOn)));
    assert.deepEqual(names(left.prompts), names(all.prompts.filter(isOn)));
    if (readOnly) {
      assert.ok(left.tools.every(({ definition }) => definition.annotations?.readOnlyHint));
    }
  }));
});

Deno.test("changes of switched-off features cannot be undone either", async () => {
  await using database = await openRestaurant();
  const all = registry(database, { readOnly: false });
  const { structured: { change_id } } = await callTool(all, "set_item_availability", {
    item_id: "BURGER00",
    availability: "out_of_stock",
    location: "all",
  });
  const undo = (toolsets: readonly Area[]) =>
    callTool(registry(database, { readOnly: false, toolsets }), "undo_change", { change_id });
  const { structured } = await undo(["operations", "inventory"]);
  assert.equal(structured.error_code, "FORBIDDEN");
  assert.match(String(structured.message), /needs menu:availability/);
  assert.equal((await undo(["operations", "menu"])).isError, false);
});
