import assert from "node:assert/strict";
import { allEvents } from "../support/events.ts";
import { readAvailability } from "../../src/restaurant/menu/availability.ts";
import { readMenuItem } from "../../src/restaurant/menu/menu_items.ts";
import { takeRemaining } from "../../src/restaurant/menu/remaining.ts";
import type { Database } from "../../src/storage/database.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openRestaurant, WRITTEN_AT } from "../support/sales.ts";

const call = (database: Database, tool: string, args: Record<string, unknown>) =>
  callTool(testRegistry(database), tool, args);

async function update(database: Database, updates: Record<string, unknown>): Promise<unknown> {
  const args = { item_id: "BURGER00", updates };
  return (await call(database, "update_menu_item", args)).structured.change_id;
}

async function restrict(database: Database, args: Record<string, unknown>): Promise<unknown> {
  const all = { item_id: "BURGER00", location: "all", ...args };
  return (await call(database, "set_item_availability", all)).structured.change_id;
}

const undo = (database: Database, change_id: unknown) =>
  call(database, "undo_change", { change_id });

onEveryEngine("a change of the menu is put back, and can be made again", async (engine) => {
  await using database = await openRestaurant(engine);
  const change = await update(database, { price: 9.5, category: "Grill" });
  const { structured, text } = await undo(database, change);
  const { change_id, ...answer } = structured;
  assert.deepEqual(answer, {
    status: "undone",
    undone: change,
    kind: "menu_item",
    subject_id: "BURGER00",
    put_back: [
      { what: "price", location: null, from: "9.50 USD", to: "none" },
      { what: "category", location: null, from: "'Grill'", to: "'Mains'" },
    ],
  });
  assert.equal(
    text,
    `Change ${change} of BURGER00 is undone: price 9.50 USD → none; ` +
      `category 'Grill' → 'Mains'. To redo it, undo change ${change_id}.`,
  );
  const item = await readMenuItem(database.reader, "BURGER00");
  assert.deepEqual([item?.price, item?.category, item?.version], [null, "Mains", 3]);

  assert.equal((await undo(database, change_id)).isError, false);
  const again = await readMenuItem(database.reader, "BURGER00");
  assert.deepEqual([again?.price, again?.category], [9_50, "Grill"]);
  const kinds = (await allEvents(database.reader)).map(({ kind }) => kind);
  assert.deepEqual(kinds, Array(3).fill("menu_item_changed"));
});

onEveryEngine("what changed since is not lost; other fields may have changed", async (engine) => {
  await using database = await openRestaurant(engine);
  const first = await update(database, { price: 9.5 });
  await update(database, { name: "Big burger" });
  const third = await update(database, { price: 10 });
  const { structured, text } = await undo(database, first);
  assert.equal(structured.error_code, "CONFLICT");
  assert.match(text, /Now the price is 10\.00 USD\./);
  await undo(database, third);
  assert.equal((await undo(database, first)).isError, false);
  const item = await readMenuItem(database.reader, "BURGER00");
  assert.deepEqual([item?.price, item?.name], [null, "Big burger"]);
});

onEveryEngine("an old name that another item has by now stays with that one", async (engine) => {
  await using database = await openRestaurant(engine);
  const change = await update(database, { name: "Hamburger" });
  const other = { item_id: "SALAD000", updates: { name: "Cheeseburger" } };
  await call(database, "update_menu_item", other);
  const { structured } = await undo(database, change);
  assert.equal(structured.error_code, "CONFLICT");
  assert.match(String(structured.message), /SALAD000/);
  assert.equal((await readMenuItem(database.reader, "BURGER00"))?.name, "Hamburger");
});

onEveryEngine("availability is put back at each location as it was there", async (engine) => {
  await using database = await openRestaurant(engine);
  await restrict(database, { availability: "limited", remaining: 4, location: "harbour" });
  const change = await restrict(database, { availability: "out_of_stock" });
  const { structured } = await undo(database, change);
  assert.deepEqual(structured.put_back, [
    { what: "availability", location: "downtown", from: "out of stock", to: "in stock" },
    { what: "availability", location: "harbour", from: "out of stock", to: "limited, 4 left" },
  ]);
  assert.equal((await readAvailability(database.reader, "downtown")).size, 0);
  const harbour = await readAvailability(database.reader, "harbour");
  assert.deepEqual(harbour.get("BURGER00"), { state: "limited", remaining: 4 });
});

onEveryEngine("a limit that orders used up since is not put back", async (engine) => {
  await using database = await openRestaurant(engine);
  const change = await restrict(database, { availability: "limited", remaining: 4 });
  await database.write((writer) =>
    takeRemaining(writer, "harbour", [{ menu_item_id: "BURGER00", count: 1 }], WRITTEN_AT)
  );
  const { structured, text } = await undo(database, change);
  assert.equal(structured.error_code, "CONFLICT");
  assert.match(text, /At harbour it is limited, 3 left now/);
});

onEveryEngine("a change is undone once, and only one that there was", async (engine) => {
  await using database = await openRestaurant(engine);
  const change = await update(database, { price: 9.5 });
  await undo(database, change);
  const twice = await undo(database, change);
  assert.equal(twice.structured.error_code, "CONFLICT");
  assert.match(twice.text, /already undone/);
  assert.equal((await undo(database, "NOSUCH00")).structured.error_code, "NOT_FOUND");
  assert.equal((await undo(database, "no id")).structured.error_code, "INVALID_INPUT");
});
