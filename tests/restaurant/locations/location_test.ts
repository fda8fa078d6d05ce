import assert from "node:assert/strict";
import {
  addLocation,
  chooseLocations,
  knownLocation,
  locationId,
  readLocations,
} from "../../../src/restaurant/locations/location.ts";
import { RestaurantError } from "../../../src/values/errors.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { plain } from "../../support/rows.ts";
import { DOWNTOWN, HARBOUR, openRestaurant, WRITTEN_AT } from "../../support/sales.ts";

const PLACES = [
  { ...DOWNTOWN, id: "downtown", name: "Downtown", created_at: WRITTEN_AT },
  { ...DOWNTOWN, id: "joes-pizza", name: "Joe's Pizza", created_at: WRITTEN_AT },
  { ...DOWNTOWN, id: "cafe-zurich", name: "Café Zürich", created_at: WRITTEN_AT },
];

for (
  const [wanted, id] of [
    ["downtown", "downtown"],
    ["  DOWNTOWN ", "downtown"],
    ["Joe's Pizza", "joes-pizza"],
    ["joe’s pizza", "joes-pizza"],
    ["cafe zurich", "cafe-zurich"],
    ["CAFÉ ZÜRICH", "cafe-zurich"],
    ["Café Zu\u0308rich", "cafe-zurich"],
  ] as const
) {
  Deno.test(`'${wanted}' means ${id}`, () => {
    assert.equal(knownLocation(PLACES, wanted)?.id, id);
  });
}

Deno.test("a name that several locations have is a question", () => {
  const twins = [...PLACES, { ...DOWNTOWN, id: "other", name: "DOWNTOWN", created_at: WRITTEN_AT }];
  assert.equal(knownLocation(twins, "downtown")?.id, "downtown", "it is an id");
  const others = twins.map((one) => one.id === "downtown" ? { ...one, id: "first" } : one);
  assert.throws(() => knownLocation(others, "Downtown"), {
    code: "INVALID_INPUT",
    message: "location: 'Downtown' may be Downtown (first) or DOWNTOWN (other); say which.",
  });
});

onEveryEngine("a part of only one name is enough, and 'all' is all", async (engine) => {
  await using database = await openRestaurant(engine);
  const ids = async (wanted: string) =>
    (await chooseLocations(database.reader, wanted)).map(({ id }) => id);
  assert.deepEqual(await ids("harb"), ["harbour"]);
  assert.deepEqual(await ids("ALL"), ["downtown", "harbour"]);
  await assert.rejects(ids("o"), { code: "INVALID_INPUT" });
});

onEveryEngine("an unknown location is answered with the known ones", async (engine) => {
  await using database = await openRestaurant(engine);
  await assert.rejects(
    chooseLocations(database.reader, "uptown"),
    (error) =>
      error instanceof RestaurantError && error.code === "NOT_FOUND" &&
      error.message.includes("'uptown'") &&
      error.details.hint === "Known locations: downtown, harbour.",
  );
});

onEveryEngine(
  "without a name all locations are meant; having none is an error",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const all = await chooseLocations(database.reader);
    assert.deepEqual(all.map(({ id }) => id), ["downtown", "harbour"]);
    await using empty = await engine.fresh();
    await assert.rejects(
      chooseLocations(empty.reader),
      (error) => error instanceof RestaurantError && /import/.test(error.details.hint ?? ""),
    );
  },
);

Deno.test("ids come from names, in letters and digits of any script", () => {
  assert.equal(locationId("Joe's Pizza & Grill #2"), "joes-pizza-grill-2");
  assert.equal(locationId("Café Zürich"), "cafe-zurich");
  assert.equal(locationId("寿司 本店"), "寿司-本店");
  assert.equal(locationId(" – "), "");
  assert.ok(locationId("very long ".repeat(20)).length <= 60);
});

onEveryEngine(
  "locations are stored with the usual capitals of their zone, and read by name",
  async (engine) => {
    await using database = await engine.fresh();
    await database.write(async (writer) => {
      await addLocation(writer, { ...HARBOUR, time_zone: "america/los_angeles" }, WRITTEN_AT);
      await addLocation(writer, DOWNTOWN, WRITTEN_AT);
    });
    assert.deepEqual(plain(await readLocations(database.reader)), [
      { ...DOWNTOWN, created_at: WRITTEN_AT },
      { ...HARBOUR, created_at: WRITTEN_AT },
    ]);
  },
);

for (
  const [fault, says] of [
    [{ time_zone: "Mars/Base" }, "Mars/Base"],
    [{ currency: "DOLLAR" }, "DOLLAR"],
    [{ business_day_start: 721 }, "12:01"],
    [{ id: "", name: "🍕" }, "🍕"],
  ] as const
) {
  onEveryEngine(
    `a location with ${JSON.stringify(fault)} is refused and not stored`,
    async (engine) => {
      await using database = await openRestaurant(engine);
      await assert.rejects(
        database.write((writer) =>
          addLocation(writer, { ...DOWNTOWN, id: "new", ...fault }, WRITTEN_AT)
        ),
        (error) =>
          error instanceof RestaurantError && error.code === "INVALID_INPUT" &&
          error.message.includes(says),
      );
      assert.equal((await readLocations(database.reader)).length, 2);
    },
  );
}
