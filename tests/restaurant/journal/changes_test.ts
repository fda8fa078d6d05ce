import assert from "node:assert/strict";
import {
  markUndone,
  type NewChange,
  recordChange,
  standingChange,
} from "../../../src/restaurant/journal/changes.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { openRestaurant, WRITTEN_AT } from "../../support/sales.ts";

const CHANGE: NewChange<{ price: number }> = {
  kind: "menu_item",
  subject_id: "BURGER00",
  location_id: null,
  before: { price: 900 },
  after: { price: 950 },
  actor: "client",
};

onEveryEngine("a change is kept with its state before and after", async (engine) => {
  await using database = await openRestaurant(engine);
  const id = await database.write((writer) => recordChange(writer, CHANGE, WRITTEN_AT));
  assert.match(id, /^[A-Z0-9]{8}$/);
  assert.deepEqual({ ...await standingChange(database.reader, id) }, {
    id,
    ...CHANGE,
    changed_at: WRITTEN_AT,
    undone_by: null,
  });
});

onEveryEngine("a change that was undone, or never was, does not stand", async (engine) => {
  await using database = await openRestaurant(engine);
  const [first, second] = await database.write(async (writer) => [
    await recordChange(writer, CHANGE, WRITTEN_AT),
    await recordChange(writer, CHANGE, WRITTEN_AT),
  ]);
  await database.write((writer) => markUndone(writer, first ?? "", second ?? ""));
  await assert.rejects(standingChange(database.reader, first ?? ""), { code: "CONFLICT" });
  await assert.rejects(standingChange(database.reader, "NOSUCH00"), { code: "NOT_FOUND" });
});
