import assert from "node:assert/strict";
import { callTool, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openFloor } from "../support/floor.ts";

type Item = Record<string, unknown>;

onEveryEngine(
  "the menu with ids, and 86'd items with location, time and person",
  async (engine) => {
    await using database = await openFloor(engine);
    const registry = testRegistry(database);
    await callTool(registry, "set_item_availability", {
      item_id: "salad",
      availability: "out_of_stock",
      location: "downtown",
    });
    const { structured, text } = await callTool(registry, "get_menu");
    const items = structured.items as Item[];
    assert.deepEqual(structured.categories, ["Drinks", "Mains"]);
    assert.deepEqual(items.map(({ name }) => name), ["Cola", "Cheeseburger", "Salad"]);
    assert.deepEqual(items.find(({ item_id }) => item_id === "SALAD000")?.not_in_stock, [{
      location: "downtown",
      availability: "out_of_stock",
      remaining: null,
      since: "2026-12-31 07:00",
      by: "local",
    }]);
    assert.match(text, /Salad \(SALAD000\) \| Mains \| 7\.00 USD \| downtown: out of stock since/);
    const only = await callTool(registry, "get_menu", { only_unavailable: true });
    assert.deepEqual((only.structured.items as Item[]).map(({ name }) => name), ["Salad"]);
    const elsewhere = await callTool(registry, "get_menu", {
      only_unavailable: true,
      location: "harbour",
    });
    assert.equal(elsewhere.structured.matching, 0);
  },
);

onEveryEngine(
  "few items come with their modifiers and the ids to order them by",
  async (engine) => {
    await using database = await openFloor(engine);
    const { structured, text } = await callTool(testRegistry(database), "get_menu", {
      text: "COLA",
    });
    assert.match(text, /^1 item matches\.\n/);
    const [cola] = structured.items as Item[];
    assert.deepEqual(cola?.modifier_groups, [{
      name: "Size",
      choose: "1",
      modifiers: [
        { id: "small", name: "Small", price: 0 },
        { id: "large", name: "Large", price: 0.75 },
      ],
    }]);
    assert.match(text, /Size \(choose 1\): Small \(small\) \+0\.00, Large \(large\) \+0\.75/);
  },
);

onEveryEngine("pages follow one another; an invalid cursor is refused", async (engine) => {
  await using database = await openFloor(engine);
  const registry = testRegistry(database);
  const names: unknown[] = [];
  let cursor: unknown;
  do {
    const { structured } = await callTool(registry, "get_menu", {
      limit: 1,
      ...(cursor !== undefined && { cursor }),
    });
    names.push(...(structured.items as Item[]).map(({ name }) => name));
    cursor = structured.next_cursor;
  } while (cursor !== undefined);
  assert.deepEqual(names, ["Cola", "Cheeseburger", "Salad"]);
  const { structured } = await callTool(registry, "get_menu", { cursor: "AAAA" });
  assert.equal(structured.error_code, "INVALID_INPUT");
});
