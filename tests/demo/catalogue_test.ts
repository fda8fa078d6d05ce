import assert from "node:assert/strict";
import { readCatalogue } from "../../src/demo/read_catalogue.ts";
import { DAYPARTS } from "../../src/restaurant/sales/daypart.ts";

const { locations, menu, modifier_groups, pantry, habits, feedback } = readCatalogue();
const dishes = menu.filter(({ course }) => course !== "gift_card");
const dayparts = DAYPARTS.map(({ name }) => name);

function unknown(names: readonly string[], known: readonly string[]): string[] {
  return names.filter((name) => !known.includes(name));
}

function repeated(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

Deno.test("nothing has the name or id of another", () => {
  for (const things of [locations, menu, modifier_groups, pantry]) {
    assert.deepEqual(repeated(things.map(({ id }) => id)), []);
    assert.deepEqual(repeated(things.map(({ name }) => name)), []);
  }
  assert.deepEqual(
    repeated(modifier_groups.flatMap(({ modifiers }) => modifiers.map((m) => m.id))),
    [],
  );
  assert.deepEqual(repeated(feedback.map(({ text }) => text)), []);
});

Deno.test("every reference in the catalogue resolves", () => {
  const ids = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id);
  const given = (names: readonly (string | null | undefined)[]) =>
    names.filter((name) => typeof name === "string");
  assert.deepEqual(unknown(menu.flatMap(({ recipe }) => Object.keys(recipe)), ids(pantry)), []);
  assert.deepEqual(unknown(menu.flatMap(({ groups }) => groups), ids(modifier_groups)), []);
  assert.deepEqual(unknown(menu.flatMap((dish) => dish.locations ?? []), ids(locations)), []);
  assert.deepEqual(unknown(menu.flatMap((dish) => Object.keys(dish.popularity)), dayparts), []);
  assert.deepEqual(unknown(Object.keys(habits.appetite), dayparts), []);
  assert.deepEqual(unknown(given(locations.map((place) => place.running_out)), ids(pantry)), []);
  assert.deepEqual(
    unknown(given(feedback.map((review) => review.location_id)), ids(locations)),
    [],
  );
  assert.deepEqual(unknown(given(feedback.map((review) => review.mentions)), ids(menu)), []);
  const categories = menu.map(({ category }) => category);
  const discounted = habits.discounts.flatMap((discount) => discount.categories ?? []);
  assert.deepEqual(unknown(discounted, categories), []);
});

Deno.test("about forty dishes, each with a price, a recipe and guests who want it", () => {
  assert.ok(dishes.length >= 40 && dishes.length <= 50);
  for (const { name, price, recipe, popularity } of dishes) {
    assert.ok(price > 0, name);
    assert.ok(Object.keys(recipe).length > 0, name);
    assert.ok(Object.values(popularity).some((weight) => weight > 0), name);
  }
});

Deno.test("every ingredient is used, and no dish costs more to make than half its price", () => {
  assert.deepEqual(
    unknown(pantry.map(({ id }) => id), dishes.flatMap((d) => Object.keys(d.recipe))),
    [],
  );
  const unitCosts = new Map(
    pantry.map((item) => [item.id, item.pack_cost / item.pack_size * 100 / item.yield_percent]),
  );
  for (const { name, price, recipe } of dishes) {
    const cost = Object.entries(recipe)
      .reduce((sum, [id, quantity]) => sum + quantity * (unitCosts.get(id) ?? NaN), 0);
    assert.ok(cost < price / 2, `${name} costs ${cost}`);
  }
});

Deno.test("there is something to eat and drink in every hour that a location is open", () => {
  for (const { id, hours } of locations) {
    const sold = dishes.filter((dish) => dish.locations?.includes(id) ?? true);
    const open = hours.flatMap(({ weights }) =>
      Object.keys(weights).map((hour) => Number(hour) % 24)
    );
    const needed = new Set(
      open.map((hour) => DAYPARTS.findLast(({ from }) => hour >= from)?.name ?? "late_night"),
    );
    for (const daypart of needed) {
      for (const course of ["main", "drink"]) {
        const offered = sold.filter((dish) => dish.course === course && dish.popularity[daypart]);
        assert.ok(offered.length > 2, `${id} ${daypart} ${course}`);
      }
    }
  }
});

Deno.test("every weekday has hours, none of them after two in the night", () => {
  for (const { id, hours } of locations) {
    const weekdays = hours.flatMap(({ weekdays }) => weekdays).sort();
    assert.deepEqual(weekdays, [1, 2, 3, 4, 5, 6, 7], id);
    const latest = Math.max(...hours.flatMap(({ weights }) => Object.keys(weights).map(Number)));
    assert.ok(latest <= 25, id);
  }
});
