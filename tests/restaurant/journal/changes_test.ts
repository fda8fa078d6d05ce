import assert from "node:assert/strict";
import {
  heldChange,
  markUndone,
  type NewChange,
  recordChange,
  statesOf,
} from "../../../src/restaurant/journal/changes.ts";
import { AVAILABILITY_CHANGE } from "../../../src/restaurant/menu/availability_change.ts";
import { type ItemFields, MENU_ITEM_CHANGE } from "../../../src/restaurant/menu/item_fields.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { openRestaurant, WRITTEN_AT } from "../../support/sales.ts";

const CHANGE: NewChange<ItemFields> = {
  subject_id: "BURGER00",
  location_id: null,
  before: { price: 900 },
  after: { price: 950 },
  actor: "client",
};

onEveryEngine("a change is kept with its state before and after", async (engine) => {
  await using database = await openRestaurant(engine);
  const id = await database.write((writer) =>
    recordChange(writer, MENU_ITEM_CHANGE, CHANGE, WRITTEN_AT)
  );
  assert.match(id, /^[A-Z0-9]{8}$/);
  const stored = await database.write((writer) => heldChange(writer, id));
  assert.deepEqual({ ...stored, ...statesOf(MENU_ITEM_CHANGE, stored) }, {
    id,
    kind: "menu_item",
    ...CHANGE,
    changed_at: WRITTEN_AT,
    undone_by: null,
  });
});

onEveryEngine("an undone or unknown change does not stand", async (engine) => {
  await using database = await openRestaurant(engine);
  const [first, second] = await database.write(async (writer) => [
    await recordChange(writer, MENU_ITEM_CHANGE, CHANGE, WRITTEN_AT),
    await recordChange(writer, MENU_ITEM_CHANGE, CHANGE, WRITTEN_AT),
  ]);
  await database.write((writer) => markUndone(writer, first ?? "", second ?? ""));
  await assert.rejects(database.write((writer) => heldChange(writer, first ?? "")), {
    code: "CONFLICT",
  });
  await assert.rejects(database.write((writer) => heldChange(writer, "NOSUCH00")), {
    code: "NOT_FOUND",
  });
});

Deno.test("states are read only as what their kind of change records", () => {
  const change = { kind: "menu_item" as const, before: '{"price":900}', after: '{"price":null}' };
  assert.deepEqual(statesOf(MENU_ITEM_CHANGE, change), {
    before: { price: 900 },
    after: { price: null },
  });
  assert.throws(
    () => statesOf(MENU_ITEM_CHANGE, { ...change, after: '{"price":"9.50"}' }),
    /price/,
  );
  assert.throws(() => statesOf(AVAILABILITY_CHANGE, change), TypeError);
});
