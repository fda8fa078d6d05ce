import assert from "node:assert/strict";
import { setTaxRate } from "../../src/restaurant/locations/tax_rate.ts";
import { addMenuItem } from "../../src/restaurant/menu/add_menu_item.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openFloor, sellInSizes } from "../support/floor.ts";
import { WRITTEN_AT } from "../support/sales.ts";

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

onEveryEngine(
  "sizes are shown with their prices, in the place of the item's own",
  async (engine) => {
    await using database = await openFloor(engine);
    await sellInSizes(database);
    const { structured, text } = await callTool(testRegistry(database), "get_menu");
    const burger = (structured.items as Item[]).find(({ item_id }) => item_id === "BURGER00");
    assert.deepEqual([burger?.price, burger?.variations], [null, [
      { name: "Small", price: 6.5 },
      { name: "Large", price: 11 },
      { name: "Party Size", price: null },
    ]]);
    assert.match(text, /\| Small 6\.50, Large 11\.00, Party Size no price USD/);
  },
);

onEveryEngine("whether prices contain tax is said for each rate", async (engine) => {
  await using database = await openFloor(engine);
  const registry = testRegistry(database);
  const added = { rate_percent: 8.875, in_prices: false, locations: ["downtown"] };
  assert.deepEqual((await callTool(registry, "get_menu")).structured.taxes, [added]);
  await database.write((writer) => setTaxRate(writer, "harbour", 190_000, true));
  const { structured, text } = await callTool(registry, "get_menu");
  assert.deepEqual(structured.taxes, [
    added,
    { rate_percent: 19, in_prices: true, locations: ["harbour"] },
  ]);
  assert.match(text, /^8\.875 % tax is added to the prices \(downtown\)\.$/m);
  assert.match(text, /^Prices contain 19 % tax \(harbour\)\.$/m);
  const own = await callTool(registry, "get_menu", { location: "harbour" });
  assert.equal((own.structured.taxes as unknown[]).length, 1);
});

onEveryEngine("a page of many sizes stays short, and the next one goes on", async (engine) => {
  await using database = await openFloor(engine);
  await database.write(async (writer) => {
    for (let index = 0; index < 45; index++) {
      await addMenuItem(writer, {
        ...{ name: `Dish number ${String(index).padStart(2, "0")}`, category: "Everything" },
        ...{ description: "", currency: "USD", price: null },
        variations: Array.from(
          { length: 9 },
          (_, size) => ({ name: `Size ${size}`, price: 900, portion: 1000 }),
        ),
      }, WRITTEN_AT);
    }
  });
  const registry = testRegistry(database);
  const names: unknown[] = [];
  let cursor: unknown;
  do {
    const page = await callTool(registry, "get_menu", {
      category: "Everything",
      ...(cursor !== undefined && { cursor }),
    });
    assert.ok(page.text.length / 4 <= 2000, `${page.text.length} characters`);
    assert.ok(JSON.stringify(page.structured).length / 4 <= 2000);
    const items = page.structured.items as Item[];
    assert.deepEqual([(items[0]?.variations as Item[]).length, items[0]?.omitted_variations], [
      6,
      3,
    ]);
    names.push(...items.map(({ name }) => name));
    cursor = page.structured.next_cursor;
  } while (cursor !== undefined);
  assert.equal(new Set(names).size, 45);
  assert.equal(names.length, 45);
  const { structured } = await callTool(registry, "get_menu", { text: "number 07" });
  assert.equal(((structured.items as Item[])[0]?.variations as Item[]).length, 9);
});
