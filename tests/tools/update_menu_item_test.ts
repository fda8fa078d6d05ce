import assert from "node:assert/strict";
import { allEvents } from "../support/events.ts";
import type { Database } from "../../src/storage/database.ts";
import { callTool, readResource, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openFloor, sellInSizes } from "../support/floor.ts";
import { openRestaurant } from "../support/sales.ts";

function update(database: Database, updates: unknown, item_id = "BURGER00") {
  return callTool(testRegistry(database), "update_menu_item", { item_id, updates });
}

async function problems(database: Database, updates: unknown): Promise<unknown> {
  const { isError, structured } = await update(database, updates);
  assert.ok(isError);
  return structured.fields;
}

onEveryEngine("what changed is given before and after, and the menu has it", async (engine) => {
  await using database = await openRestaurant(engine);
  const { structured, text } = await update(database, { price: 9.5, name: "  Big\nburger " });
  const { change_id, ...answer } = structured;
  assert.match(String(change_id), /^[A-Z0-9]{8}$/);
  assert.deepEqual(answer, {
    status: "updated",
    item_id: "BURGER00",
    name: "Big burger",
    currency: "USD",
    updated: { name: "Big burger", price: 9.5 },
    before: { name: "Cheeseburger", price: null },
  });
  assert.equal(
    text,
    "Big burger (BURGER00): name 'Cheeseburger' → 'Big burger'; price none → 9.50 USD. " +
      `Change ${change_id}.`,
  );
  const item = JSON.parse(
    await readResource(testRegistry(database), "restaurant://menu_items/BURGER00"),
  );
  assert.deepEqual([item.name, item.price, item.category], ["Big burger", 9.5, "Mains"]);
});

onEveryEngine("setting the present state changes and records nothing", async (engine) => {
  await using database = await openRestaurant(engine);
  for (const updates of [{}, { name: "Cheeseburger", description: "" }]) {
    const { structured, text } = await update(database, updates);
    assert.deepEqual(structured, {
      status: "unchanged",
      item_id: "BURGER00",
      name: "Cheeseburger",
      currency: "USD",
      updated: {},
      before: {},
    });
    assert.equal(text, "Cheeseburger (BURGER00) was like this already: no change.");
  }
  assert.deepEqual(await allEvents(database.reader), []);
});

onEveryEngine("other fields are named, with those that can be changed", async (engine) => {
  await using database = await openRestaurant(engine);
  assert.deepEqual(await problems(database, { price: 1, currency: "EUR", id: "SALAD000" }), [
    {
      field: "updates.currency",
      problem: "Only name, price, variation, description, category can be changed.",
    },
    {
      field: "updates.id",
      problem: "Only name, price, variation, description, category can be changed.",
    },
  ]);
});

for (
  const [what, updates, field, problem] of [
    ["a negative price", { price: -0.01 }, "updates.price", /expected number to be >=0/],
    [
      "a price that is no numeral",
      { price: "9,50" },
      "updates.price",
      /expected number, received string/i,
    ],
    ["a third decimal", { price: 9.505 }, "updates.price", /USD has at most 2 decimals/],
    ["a price beyond all bounds", { price: 1e9 }, "updates.price", /<=100000000/],
    ["a name of nothing", { name: " \t" }, "updates.name", />=1/],
    ["a long name", { name: "n".repeat(121) }, "updates.name", /at most 120/],
    [
      "a long description",
      { description: "d".repeat(1001) },
      "updates.description",
      /at most 1000/,
    ],
    ["a long category", { category: "c".repeat(61) }, "updates.category", /at most 60/],
    ["updates that are no object", "price=9", "updates", /expected object/i],
  ] as const
) {
  onEveryEngine(`refused: ${what}`, async (engine) => {
    await using database = await openRestaurant(engine);
    const fields = await problems(database, updates);
    assert.equal(Object(fields)[0].field, field);
    assert.match(Object(fields)[0].problem, problem);
    assert.equal(Object(fields).length, 1);
  });
}

onEveryEngine("a currency without decimals takes none", async (engine) => {
  await using database = await openRestaurant(engine);
  await database.write((writer) =>
    writer.updateTable("menu_items").set({ currency: "JPY" }).execute()
  );
  assert.deepEqual(await problems(database, { price: 980.5 }), [
    { field: "updates.price", problem: "A price in JPY has no decimals." },
  ]);
  assert.deepEqual((await update(database, { price: 980 })).structured.updated, { price: 980 });
});

onEveryEngine("an item is found by its name; an unknown one is said", async (engine) => {
  await using database = await openRestaurant(engine);
  const named = await update(database, { price: 1 }, "cheese burger");
  assert.equal(named.structured.error_code, "NOT_FOUND");
  assert.match(named.text, /Perhaps Cheeseburger \(BURGER00\)/);
  assert.equal(
    (await update(database, { price: 1 }, "CHEESEBURGER")).structured.item_id,
    "BURGER00",
  );
  const unknown = await update(database, { price: 1 }, "NOSUCH00");
  assert.equal(unknown.structured.error_code, "NOT_FOUND");
  assert.match(unknown.text, /get_menu/);
});

for (
  const [what, before, updates, question] of [
    ["a price ten times the old one", { price: 9.5 }, { price: 95 }, /costs 9\.50 USD; is 95\.00/],
    ["the word null", {}, { description: "null" }, /Is the description really the word 'null'\?/],
    ["a category in other letters", {}, { category: "MAINS" }, /There is a category 'Mains'/],
    ["a name of another category", {}, { name: "cola" }, /COLA0000 in Drinks is called 'Cola'/],
  ] as const
) {
  onEveryEngine(`${what} is a question, and taken when it is confirmed`, async (engine) => {
    await using database = await openRestaurant(engine);
    if ("price" in before) await update(database, before);
    const stored = () =>
      database.reader.selectFrom("menu_items").selectAll().where("id", "=", "BURGER00").execute();
    const was = await stored();
    const { structured } = await update(database, updates);
    assert.equal(structured.error_code, "INVALID_INPUT");
    assert.match(String(structured.confirm), question);
    assert.deepEqual(await stored(), was);
    const confirmed = await callTool(testRegistry(database), "update_menu_item", {
      item_id: "BURGER00",
      updates,
      confirm: true,
    });
    assert.equal(confirmed.structured.status, "updated");
  });
}

onEveryEngine("two items never share name and category; the other one is named", async (engine) => {
  await using database = await openRestaurant(engine);
  const { structured } = await update(database, { name: "Salad", price: 5 });
  assert.equal(structured.error_code, "CONFLICT");
  assert.match(String(structured.message), /SALAD000/);
  const elsewhere = await callTool(testRegistry(database), "update_menu_item", {
    item_id: "BURGER00",
    updates: { name: "Salad", category: "Grill" },
    confirm: true,
  });
  assert.equal(elsewhere.isError, false);
});

onEveryEngine("the change is recorded once, without the text", async (engine) => {
  await using database = await openRestaurant(engine);
  await update(database, { price: 9.5, description: "With cheese" });
  const [event, ...others] = await allEvents(database.reader);
  assert.deepEqual(others, []);
  assert.equal(event?.kind, "menu_item_changed");
  assert.equal(event?.subject_id, "BURGER00");
  assert.deepEqual(event?.details, { fields: "price, description" });
});

onEveryEngine("the price of one size changes, and undo_change puts it back", async (engine) => {
  await using database = await openFloor(engine);
  await sellInSizes(database);
  const registry = testRegistry(database);
  const { structured, text } = await update(database, { variation: "large", price: 11.5 });
  const rest = [{ name: "Small", price: 6.5 }, { name: "Party Size", price: null }];
  const [small, party] = rest;
  assert.deepEqual(structured.updated, {
    variations: [small, { name: "Large", price: 11.5 }, party],
  });
  assert.deepEqual(structured.before, { variations: [small, { name: "Large", price: 11 }, party] });
  assert.match(
    text,
    /variations Small 6\.50 USD, Large 11\.00 USD, Party Size none → Small 6\.50 USD, Large 11\.50/,
  );
  const uri = "restaurant://menu_items/BURGER00";
  const shown = async () => JSON.parse(await readResource(registry, uri)).variations;
  assert.deepEqual((await shown())[1], { name: "Large", price: 11.5, portions: 1.5 });
  const undone = await callTool(registry, "undo_change", { change_id: structured.change_id });
  assert.match(undone.text, /Large 11\.50 USD.*Large 11\.00 USD/);
  assert.deepEqual((await shown())[1], { name: "Large", price: 11, portions: 1.5 });
});

onEveryEngine("undo is refused when another size changed since", async (engine) => {
  await using database = await openFloor(engine);
  await sellInSizes(database);
  const { structured } = await update(database, { variation: "Large", price: 11.5 });
  await update(database, { variation: "Small", price: 6 });
  const undone = await callTool(testRegistry(database), "undo_change", {
    change_id: structured.change_id,
  });
  assert.equal(undone.structured.error_code, "CONFLICT");
  assert.match(undone.text, /variations is Small 6\.00 USD, Large 11\.50 USD/);
});

for (
  const [what, updates, question] of [
    [
      "a price far from the old one",
      { variation: "Large", price: 1.1 },
      /Large costs 11\.00 USD; is 1/,
    ],
    ["a size that goes", { variation: "Large" }, /no longer be sold as Large \(11\.00 USD\)\?/],
    ["a size like another", { variation: "Lage", price: 9 }, /sold as 'Large'; is 'Lage' another/],
  ] as const
) {
  onEveryEngine(`${what} is a question first`, async (engine) => {
    await using database = await openFloor(engine);
    await sellInSizes(database);
    const { structured } = await update(database, updates);
    assert.match(String(structured.confirm), question);
    const { status } = (await callTool(testRegistry(database), "update_menu_item", {
      ...{ item_id: "BURGER00", updates },
      confirm: true,
    })).structured;
    assert.equal(status, "updated");
  });
}

onEveryEngine(
  "the first size of an item with a price, and the last one to go, are asked",
  async (engine) => {
    await using database = await openFloor(engine);
    const first = await update(database, { variation: "Bowl", price: 8 }, "SALAD000");
    assert.match(
      String(first.structured.confirm),
      /^Salad is sold without variations at 7\.00 USD; shall it be sold only as Bowl at 8\.00 USD\?$/,
    );
    const bowl = { item_id: "SALAD000", updates: { variation: "Bowl", price: 8 }, confirm: true };
    await callTool(testRegistry(database), "update_menu_item", bowl);
    const last = await update(database, { variation: "Bowl" }, "SALAD000");
    assert.match(String(last.structured.confirm), /be sold without variations at 7\.00 USD\?$/);
  },
);

onEveryEngine(
  "a price that may be of any size, and a size that is not there, are refused",
  async (engine) => {
    await using database = await openFloor(engine);
    await sellInSizes(database);
    assert.deepEqual(await problems(database, { price: 10 }), [{
      field: "updates.price",
      problem: "Cheeseburger is sold as Small 6.50 USD, Large 11.00 USD, Party Size without a " +
        "price; say which with updates.variation.",
    }]);
    assert.deepEqual(await problems(database, { variation: "Keg" }), [{
      field: "updates.variation",
      problem: "'Cheeseburger' has no variation 'Keg'; it has Small 6.50 USD, Large 11.00 USD, " +
        "Party Size without a price.",
    }]);
    assert.deepEqual(await problems(database, { variation: "Small", price: 6.505 }), [
      { field: "updates.price", problem: "A price in USD has at most 2 decimals." },
    ]);
  },
);
