import assert from "node:assert/strict";
import { allEvents } from "../support/events.ts";
import { takeRemaining } from "../../src/restaurant/menu/remaining.ts";
import type { Database } from "../../src/storage/database.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openRestaurant, WRITTEN_AT } from "../support/sales.ts";

function set(database: Database, args: Record<string, unknown>) {
  return callTool(testRegistry(database), "set_item_availability", {
    item_id: "BURGER00",
    location: "all",
    ...args,
  });
}

onEveryEngine("an item is limited at one location, then gone at every one", async (engine) => {
  await using database = await openRestaurant(engine);
  const limited = await set(database, {
    availability: "limited",
    remaining: 3,
    location: "Harbour",
  });
  assert.deepEqual(limited.structured.locations, [
    { location: "harbour", availability: "limited", remaining: 3 },
  ]);
  const gone = await set(database, { availability: "out_of_stock" });
  const { change_id, ...answer } = gone.structured;
  assert.deepEqual(answer, {
    status: "updated",
    item_id: "BURGER00",
    name: "Cheeseburger",
    locations: [
      { location: "downtown", availability: "out_of_stock", remaining: null },
      { location: "harbour", availability: "out_of_stock", remaining: null },
    ],
    before: [
      { location: "downtown", availability: "in_stock", remaining: null },
      { location: "harbour", availability: "limited", remaining: 3 },
    ],
  });
  assert.equal(
    gone.text,
    "Cheeseburger (BURGER00) is out of stock at downtown, harbour. " +
      `Before: downtown in stock; harbour limited, 3 left. Change ${change_id}.`,
  );
});

onEveryEngine("setting the present state changes and records nothing", async (engine) => {
  await using database = await openRestaurant(engine);
  const { structured, text } = await set(database, { availability: "in_stock" });
  assert.equal(structured.status, "unchanged");
  assert.equal(structured.change_id, undefined);
  assert.equal(text, "Cheeseburger (BURGER00) was in stock at downtown, harbour: no change.");
  assert.deepEqual(await allEvents(database.reader), []);
});

onEveryEngine("an event is recorded for each changed location, with its state", async (engine) => {
  await using database = await openRestaurant(engine);
  await set(database, { availability: "limited", remaining: 2, location: "downtown" });
  await set(database, { availability: "limited", remaining: 2 });
  const events = await allEvents(database.reader);
  const told = events.map(({ kind, subject_id, location_id, details }) => {
    return { kind, subject_id, location_id, details };
  });
  const expected = ["downtown", "harbour"].map((location_id) => ({
    kind: "availability_changed",
    subject_id: "BURGER00",
    location_id,
    details: { state: "limited", remaining: 2 },
  }));
  assert.deepEqual(told, expected);
});

onEveryEngine("a limited item that is restored has any number again", async (engine) => {
  await using database = await openRestaurant(engine);
  await set(database, { availability: "limited", remaining: 0 });
  await set(database, { availability: "in_stock", location: "downtown" });
  const take = (location: string) =>
    database.write((writer) =>
      takeRemaining(writer, location, [{ menu_item_id: "BURGER00", count: 1000 }], WRITTEN_AT)
    );
  assert.deepEqual(await take("downtown"), []);
  assert.deepEqual(await take("harbour"), [{ menu_item_id: "BURGER00", remaining: 0 }]);
});

for (
  const [what, args, problem] of [
    ["limited without a count", { availability: "limited" }, /limited needs a count/],
    ["a count in stock", { availability: "in_stock", remaining: 5 }, /only limited has a count/],
    ["a count of none", { availability: "out_of_stock", remaining: 0 }, /only limited has a count/],
    ["half a portion", { availability: "limited", remaining: 1.5 }, /expected int/i],
    ["less than nothing", { availability: "limited", remaining: -1 }, />=0/],
    ["another word", { availability: "86" }, /in_stock.*limited.*out_of_stock/],
  ] as const
) {
  onEveryEngine(`refused: ${what}`, async (engine) => {
    await using database = await openRestaurant(engine);
    const { structured } = await set(database, args);
    assert.equal(structured.error_code, "INVALID_INPUT");
    assert.match(Object(structured.fields)[0].problem, problem);
  });
}

onEveryEngine("an unknown item or location is not found", async (engine) => {
  await using database = await openRestaurant(engine);
  const item = await set(database, { availability: "in_stock", item_id: "NOSUCH00" });
  assert.equal(item.structured.error_code, "NOT_FOUND");
  const location = await set(database, { availability: "in_stock", location: "uptown" });
  assert.match(location.text, /downtown, harbour/);
});

onEveryEngine("without a location it asks, if there are several", async (engine) => {
  await using database = await openRestaurant(engine);
  const { structured } = await callTool(testRegistry(database), "set_item_availability", {
    item_id: "BURGER00",
    availability: "out_of_stock",
  });
  assert.equal(structured.error_code, "INVALID_INPUT");
  assert.match(String(structured.message), /Say at which location/);
  const rows = await database.reader.selectFrom("item_availability").selectAll().execute();
  assert.deepEqual(rows, []);
});
