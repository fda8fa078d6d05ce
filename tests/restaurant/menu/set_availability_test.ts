import assert from "node:assert/strict";
import { heldChange, statesOf } from "../../../src/restaurant/journal/changes.ts";
import { AVAILABILITY_CHANGE } from "../../../src/restaurant/menu/availability_change.ts";
import {
  type Availability,
  type LocationAvailability,
  readAvailability,
} from "../../../src/restaurant/menu/availability.ts";
import {
  replaceAvailability,
  setAvailability,
} from "../../../src/restaurant/menu/set_availability.ts";
import type { Database } from "../../../src/storage/database.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { addRestaurant, openRestaurant, WRITTEN_AT } from "../../support/sales.ts";

const BURGER = { menu_item_id: "BURGER00", actor: "client" };
const EVERYWHERE = ["downtown", "harbour"];

function set(
  database: Database,
  location_ids: readonly string[],
  state: Availability,
  remaining?: number,
) {
  return database.write((writer) =>
    setAvailability(writer, { ...BURGER, location_ids, state, remaining }, WRITTEN_AT)
  );
}

const at = (state: Availability, remaining: number | null = null): LocationAvailability => {
  return { location_id: "downtown", state, remaining };
};

onEveryEngine(
  "a change keeps only the locations where something changed, and names a single one",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const both = await set(database, EVERYWHERE, "limited", 5);
    await set(database, ["harbour"], "out_of_stock");
    const one = await set(database, EVERYWHERE, "out_of_stock");
    const all = await database.write((writer) => heldChange(writer, both.change_id ?? ""));
    assert.equal(all.location_id, null);
    const stored = await database.write((writer) => heldChange(writer, one.change_id ?? ""));
    assert.equal(stored.location_id, "downtown");
    assert.deepEqual(statesOf(AVAILABILITY_CHANGE, stored), {
      before: [at("limited", 5)],
      after: [at("out_of_stock")],
    });
    assert.equal(one.after.length, 2);
  },
);

onEveryEngine("every state follows every other", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await database.write(addRestaurant);
  const states = [at("in_stock"), at("limited", 3), at("limited", 0), at("out_of_stock")];
  for (const from of states) {
    for (const to of states) {
      await set(database, ["downtown"], from.state, from.remaining ?? undefined);
      const change = await set(database, ["downtown"], to.state, to.remaining ?? undefined);
      assert.deepEqual([change.before, change.after], [[from], [to]]);
      const found = (await readAvailability(database.reader, "downtown")).get("BURGER00");
      assert.deepEqual(found === undefined ? at("in_stock") : { ...to, ...found }, to);
    }
  }
});

onEveryEngine("nothing is replaced that is no longer as it was read", async (engine) => {
  await using place = await engine.place();
  await using database = await engine.open(place.url);
  await database.write(addRestaurant);
  await set(database, ["downtown"], "limited", 5);
  for (const held of [at("in_stock"), at("limited", 6), at("out_of_stock")]) {
    const late = database.write((writer) =>
      replaceAvailability(
        writer,
        { ...BURGER, before: [held], after: [at("limited", 1)] },
        WRITTEN_AT,
      )
    );
    await assert.rejects(late, { code: "CONFLICT" });
  }
  const left = (await readAvailability(database.reader, "downtown")).get("BURGER00");
  assert.equal(left?.remaining, 5);
});
