import assert from "node:assert/strict";
import { setOpeningHours } from "../../../src/restaurant/locations/opening_hours.ts";
import { setTaxRate } from "../../../src/restaurant/locations/tax_rate.ts";
import { changeMenuItem } from "../../../src/restaurant/menu/change_item.ts";
import { replaceModifierGroup } from "../../../src/restaurant/menu/replace_modifier_group.ts";
import { CATALOG_TABLES } from "../../../src/storage/catalog_mark.ts";
import type { Database, Writer } from "../../../src/storage/database.ts";
import { LOCAL } from "../../../src/security/principal.ts";
import { callTool, testRegistry } from "../../support/calls.ts";
import { type Engine, onEveryEngine, POSTGRES } from "../../support/engines.ts";
import { burgers, fillFloor, openFloor, place, request } from "../../support/floor.ts";
import { BURGER, WRITTEN_AT } from "../../support/sales.ts";
import { readSourceFiles } from "../../support/source_files.ts";

const CHANGES: Readonly<Record<string, (writer: Writer) => Promise<unknown>>> = {
  price: (writer) => reprice(writer, 11_00),
  tax: (writer) => setTaxRate(writer, "downtown", 500_000),
  modifiers: (writer) =>
    replaceModifierGroup(writer, BURGER.menu_item_id, {
      name: "Extras",
      min_selections: 1,
      max_selections: 1,
      modifiers: [{ name: "Bacon", price: 3_00 }],
    }, WRITTEN_AT),
  hours: (writer) => setOpeningHours(writer, "downtown", [{ weekday: 1, opens: 600, closes: 660 }]),
};

function reprice(writer: Writer, price: number) {
  const update = { item_id: BURGER.menu_item_id, updates: { price: price / 100 }, actor: "boss" };
  return changeMenuItem(writer, update, WRITTEN_AT);
}

/** The total of an order of one burger, or why it is refused. */
async function outcome(database: Database): Promise<string> {
  try {
    const { order } = await place(database, { items: [burgers(1)] });
    return JSON.stringify(order.lines.map(({ gross, tax }) => [gross, tax]));
  } catch (error) {
    return String(error);
  }
}

for (const [what, change] of Object.entries(CHANGES)) {
  onEveryEngine(`the next order knows of a change of ${what}`, async (engine: Engine) => {
    await using database = await openFloor(engine);
    const before = await outcome(database);
    assert.equal(await outcome(database), before);
    await database.write(change);
    assert.notEqual(await outcome(database), before);
  });

  onEveryEngine(`one of ${what} that was taken back changes nothing`, async (engine) => {
    await using database = await openFloor(engine);
    const before = await outcome(database);
    await assert.rejects(database.write(async (writer) => {
      await change(writer);
      // Orders in the same transaction see the change.
      throw new Error("taken back");
    }));
    assert.equal(await outcome(database), before);
  });
}

Deno.test("a change through one replica is known to the others", async () => {
  await using at = await POSTGRES.place();
  await using one = await fillFloor(await POSTGRES.open(at.url));
  await using other = await POSTGRES.open(at.url);
  const before = await outcome(other);
  await one.write((writer) => reprice(writer, 12_00));
  assert.notEqual(await outcome(other), before);
});

onEveryEngine("a value cached for one caller is not shown to another", async (engine) => {
  await using database = await openFloor(engine);
  const registry = testRegistry(database);
  const order = (location: string, locations: readonly string[]) =>
    callTool(
      registry,
      "process_order",
      { order_data: request({ location }) },
      { ...LOCAL, locations },
    );
  assert.equal((await order("downtown", ["downtown"])).isError, false);
  const refused = await order("downtown", ["harbour"]);
  assert.equal(refused.structured.error_code, "INVALID_ORDER");
  assert.match(refused.text, /known: harbour/);
  assert.equal((await order("downtown", ["downtown", "harbour"])).isError, false);
});

Deno.test("whatever writes into the catalog says so", async () => {
  const tables = CATALOG_TABLES.join("|");
  const writes = new RegExp(
    `(?:insertInto|updateTable|deleteFrom)\\("(?:${tables})"\\)|insertMany\\(\\s*writer,\\s*"(?:${tables})"`,
  );
  const silent = (await readSourceFiles())
    .filter(({ path, text }) =>
      path.startsWith("src/") && writes.test(text) && !text.includes("noteCatalogChanged")
    )
    .map(({ path }) => path);
  assert.deepEqual(silent, []);
});
