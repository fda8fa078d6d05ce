import assert from "node:assert/strict";
import { setAvailability } from "../../src/restaurant/menu/set_availability.ts";
import { shownRestrictions } from "../../src/resources/shown_restrictions.ts";
import { readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openRestaurant, WRITTEN_AT } from "../support/sales.ts";

onEveryEngine(
  "the menu and the item name the locations where it is not in stock",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const burger = { menu_item_id: "BURGER00", actor: "client" };
    await database.write(async (writer) => {
      const gone = { ...burger, location_ids: ["harbour"], state: "out_of_stock" } as const;
      await setAvailability(writer, gone, WRITTEN_AT);
      const few = {
        ...burger,
        location_ids: ["downtown"],
        state: "limited",
        remaining: 3,
      } as const;
      await setAvailability(writer, few, WRITTEN_AT);
    });
    const registry = testRegistry(database);
    const menu = JSON.parse(await readResource(registry, "restaurant://menu_items"));
    const [, { items: [burgers, salad] }] = menu.categories;
    const expected = { downtown: "limited, 3 left", harbour: "out of stock" };
    assert.deepEqual(burgers.not_in_stock, expected);
    assert.equal(salad.not_in_stock, undefined);
    const item = JSON.parse(await readResource(registry, "restaurant://menu_items/BURGER00"));
    assert.deepEqual(item.not_in_stock, expected);
  },
);

Deno.test("of many locations the first are named and the rest counted", () => {
  const everywhere = Array.from({ length: 12 }, (_, index) => ({
    location_id: `place-${index}`,
    state: "out_of_stock" as const,
    remaining: null,
  }));
  const { not_in_stock = {}, omitted_locations } = shownRestrictions(everywhere);
  assert.equal(Object.keys(not_in_stock).length, 10);
  assert.equal(omitted_locations, 2);
  assert.deepEqual(shownRestrictions([]), {});
});
