import assert from "node:assert/strict";
import { moveStock } from "../../src/restaurant/inventory/ledger.ts";
import { writeSales } from "../../src/restaurant/sales/write_sales.ts";
import type { Database } from "../../src/storage/database.ts";
import { addLocation } from "../../src/restaurant/locations/location.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import { BEEF, BUNS, ingredient, LETTUCE, move, openKitchen } from "../support/pantry.ts";
import { purchase } from "../support/purchases.ts";
import { DOWNTOWN, line, moment, newSales, order, SALAD, WRITTEN_AT } from "../support/sales.ts";

/** Forty burgers and four salads on the only day of sales; buns for two and a half days. */
async function openStock(engine: Engine): Promise<Database> {
  const database = await openKitchen(engine);
  const lines = [line({ quantity: 40_000 }), line({ ...SALAD, quantity: 4_000 })];
  const sales = newSales([order({ opened: moment("2026-12-29T12:00"), lines })]);
  await database.write((writer) => writeSales(writer, sales, WRITTEN_AT));
  await move(database, BEEF.id, 9_000_000);
  await move(database, BUNS.id, 100_000);
  await database.write((writer) =>
    writer.updateTable("stock").set({ reorder_point: 110_000, par_level: 150_000 })
      .where("ingredient_id", "=", BUNS.id).execute()
  );
  return database;
}

interface Item {
  readonly item_id: string;
  readonly location: string;
  readonly state: string;
}

async function ask(database: Database, args: Readonly<Record<string, unknown>> = {}) {
  const { structured, text } = await callTool(testRegistry(database), "get_inventory", args);
  return { structured, text, items: (structured["items"] ?? []) as readonly Item[] };
}

function states(items: readonly Item[]): string[] {
  return items.map(({ item_id, state, location }) => `${item_id} ${state} ${location}`);
}

onEveryEngine(
  "each ingredient says what there is, how long it lasts and what to order",
  async (engine) => {
    await using database = await openStock(engine);
    const { items, text } = await ask(database, { location: "downtown" });
    assert.deepEqual(states(items), [
      "BEEF0000 runs_out downtown",
      "BUNS0000 runs_out downtown",
      "LETTUCE0 uncounted downtown",
    ]);
    assert.deepEqual(items[1], {
      counted_at: "2026-12-31",
      lead_time_days: 2,
      item_id: "BUNS0000",
      name: "Buns",
      location: "downtown",
      state: "runs_out",
      next_delivery: "2027-01-02",
      runs_out_on: "2027-01-02",
      on_hand: 100,
      unit: "each",
      usage_per_day: 40,
      days_on_hand: 2.5,
      reorder_point: 110,
      par: 150,
      on_order: 0,
      order_packs: 5,
      pack_size: 24,
      order_cost: 30,
      currency: "USD",
      supplier: "Baker",
    });
    assert.match(
      text,
      /^runs_out 2027-01-02 \| Buns \(BUNS0000\) \| downtown \| 100 each \| 2026-12-31 \| 40 \| 2.5 \| 110 \| 150 \| 2027-01-02 \| 5 x 24 each from Baker$/m,
    );
  },
);

onEveryEngine("an uncounted ingredient has no days on hand and no order", async (engine) => {
  await using database = await openStock(engine);
  const { items, structured } = await ask(database, { location: "downtown" });
  const { on_hand, days_on_hand, usage_per_day, order_packs, order_note } = {
    ...items.find(({ item_id }) => item_id === LETTUCE.id),
  } as Record<string, unknown>;
  assert.deepEqual([on_hand, days_on_hand, usage_per_day, order_packs], [null, null, 800, 0]);
  assert.equal(order_note, "never counted: count it first");
  assert.match(String(structured["notes"]), /1 never counted/);
});

onEveryEngine(
  "suppliers are listed with what to order and what runs out, most urgent first",
  async (engine) => {
    await using database = await openStock(engine);
    const { structured } = await ask(database, { location: "downtown" });
    assert.deepEqual(structured["suppliers"], [
      {
        supplier: "Butcher",
        location: "downtown",
        to_order: 1,
        run_out: 1,
        order_cost: 46.42,
        currency: "USD",
      },
      {
        supplier: "Baker",
        location: "downtown",
        to_order: 1,
        run_out: 1,
        order_cost: 30,
        currency: "USD",
      },
    ]);
  },
);

onEveryEngine("an order lasts for the horizon", async (engine) => {
  await using database = await openStock(engine);
  const { structured, text } = await ask(database, { location: "downtown", horizon_days: 1 });
  const nothing = { location: "downtown", to_order: 0, run_out: 1, order_cost: 0, currency: "USD" };
  assert.deepEqual(structured["suppliers"], [
    { supplier: "Baker", ...nothing },
    { supplier: "Butcher", ...nothing },
  ]);
  assert.match(text, /\| - \(50 each short of par: only 1 day is asked for\)$/m);
  assert.match(JSON.stringify(structured["basis"]), /usage_per_day x 1 days - on_hand/);
});

onEveryEngine("what is on order is told with its day, and taken in", async (engine) => {
  await using database = await openStock(engine);
  const { orders: [drafted] } = await purchase(database, "draft_purchase_orders", {
    location: "downtown",
    supplier: "Baker",
  });
  const { purchase_order_id } = drafted ?? {};
  await purchase(database, "update_purchase_order", { purchase_order_id, action: "place" });
  const buns = async () => (await ask(database, { text: "buns", location: "downtown" }));
  const coming = await buns();
  const { state, on_order, next_delivery, order_packs, order_note } = {
    ...coming.items[0],
  } as Record<string, unknown>;
  // 100 last for two days, then 120 come: enough until the delivery after that one.
  assert.deepEqual([state, on_order, next_delivery], ["low", 120, "2027-01-02"]);
  assert.deepEqual([order_packs, order_note], [0, "par is reached by what comes on 2027-01-02"]);
  assert.match(coming.text, /\| 2027-01-02: 120 each on order \| - \(par is reached/);
  await database.write((writer) =>
    writer.updateTable("purchase_orders").set({ expected_on: "2026-12-29" }).execute()
  );
  assert.match((await buns()).text, /Overdue, ask the supplier: the delivery of 1 ingredient\./);
});

onEveryEngine("what dishes without a recipe use is said to be unknown", async (engine) => {
  await using database = await openStock(engine);
  assert.doesNotMatch((await ask(database)).text, /without a recipe/);
  await database.write((writer) =>
    writer.deleteFrom("recipe_lines").where("menu_item_id", "=", SALAD.menu_item_id).execute()
  );
  assert.match(
    (await ask(database)).text,
    /Sold without a recipe, so what they use is not known: up to 1 menu item at downtown\./,
  );
});

onEveryEngine("each filter holds the one before it", async (engine) => {
  await using database = await openStock(engine);
  await database.write((writer) =>
    writer.insertInto("ingredients").values([
      ingredient({ id: "SALT0000", name: "Salt" }),
      ingredient({ id: "PEPPER00", name: "Pepper" }),
    ]).execute()
  );
  await move(database, "SALT0000", 1_000);
  await database.write((writer) =>
    writer.updateTable("stock").set({ par_level: 2_000 }).where("ingredient_id", "=", "SALT0000")
      .execute()
  );
  await move(database, "PEPPER00", -1_000);
  const matching = async (filter: string) => states((await ask(database, { filter })).items);
  const out = ["PEPPER00 out downtown"];
  await database.write((writer) =>
    writer.updateTable("stock").set({ on_hand: 200_000, reorder_point: 200_000 })
      .where("ingredient_id", "=", BUNS.id).execute()
  );
  const low = [...out, "BEEF0000 runs_out downtown", "BUNS0000 low downtown"];
  const belowPar = [...low, "SALT0000 below_par downtown"];
  assert.deepEqual(await matching("out"), out);
  assert.deepEqual(await matching("low"), low);
  assert.deepEqual(await matching("below_par"), belowPar);
  assert.deepEqual((await matching("all")).slice(0, 4), belowPar);
});

onEveryEngine("pages give every row once, and other cursors are refused", async (engine) => {
  await using database = await openStock(engine);
  await move(database, BUNS.id, 5_000, { location_id: "harbour" });
  const whole = await ask(database);
  const paged: string[] = [];
  let cursor: unknown;
  do {
    const page = await ask(database, { limit: 1, ...(cursor !== undefined && { cursor }) });
    paged.push(...states(page.items));
    cursor = page.structured["next_cursor"];
  } while (cursor !== undefined);
  assert.deepEqual(paged, states(whole.items));
  assert.equal(paged.length, whole.structured["matching"]);
  const { structured } = await ask(database, { cursor: "nonsense" });
  assert.equal(structured["error_code"], "INVALID_INPUT");
});

onEveryEngine("the basis names the window of each location", async (engine) => {
  await using database = await openStock(engine);
  const { structured } = await ask(database);
  const { usage_windows, as_of } = structured["basis"] as Record<string, unknown>;
  assert.deepEqual(usage_windows, [
    { location: "downtown", date: "2026-12-29", end_date: "2026-12-29", days: 1 },
  ]);
  assert.equal(as_of, WRITTEN_AT);
  assert.match(String(structured["notes"]), /no usage: harbour/);
});

onEveryEngine("sales that ended long ago are noted", async (engine) => {
  await using database = await openStock(engine);
  assert.doesNotMatch((await ask(database)).text, /Sales end/);
  await database.write((writer) =>
    writer.updateTable("sales_rollups").set({ business_date: "2026-12-23" }).execute()
  );
  const { text } = await ask(database);
  assert.match(text, /Sales end more than a week ago, .*: downtown\./);
  assert.match(text, /downtown 2026-12-23 to 2026-12-23/);
});

onEveryEngine("without ingredients it says how to bring them in", async (engine) => {
  await using database = await engine.fresh();
  await database.write((writer) => addLocation(writer, DOWNTOWN, WRITTEN_AT));
  const { structured } = await ask(database);
  assert.deepEqual(structured["items"], []);
  assert.match(String(structured["notes"]), /import --kind ingredients/);
});

onEveryEngine(
  "imported sales after the last count are taken off by recipe, and said",
  async (engine) => {
    await using database = await openKitchen(engine);
    await database.write(async (writer) => {
      await writer.insertInto("imports").values({
        id: "IMPORT01",
        file_name: "a.csv",
        format: "generic",
        started_at: WRITTEN_AT,
        rows_read: 0,
        rows_taken: 0,
        rows_skipped: 0,
        rows_quarantined: 0,
      }).execute();
      for (
        const [kind, quantity, moved_at] of [["count", 1_000_000, "2026-12-20T15:00:00Z"]] as const
      ) {
        await moveStock(writer, [{
          location_id: "downtown",
          ingredient_id: BEEF.id,
          kind,
          quantity,
          reason: null,
          actor: "cook",
          order_id: null,
          business_date: "2026-12-20",
        }], moved_at);
      }
      const imported = (id: string, local: string) =>
        order({
          id,
          opened: moment(local),
          lines: [line({ quantity: 2000, import_id: "IMPORT01" })],
        });
      await writeSales(
        writer,
        newSales([
          imported("BEFORE01", "2026-12-19T12:00"),
          imported("BEFORE02", "2026-12-20T09:00"),
          imported("AFTER001", "2026-12-20T12:00"),
          imported("AFTER002", "2026-12-21T12:00"),
        ]),
        WRITTEN_AT,
      );
    });
    const { structured, text } = await callTool(testRegistry(database), "get_inventory", {
      text: "BEEF",
      location: "downtown",
    });
    const [beef, ...others] = structured.items as Record<string, unknown>[];
    assert.deepEqual(others, []);
    // Four burgers of 150 g after the count; those before it are in it.
    assert.deepEqual(
      [beef?.on_hand, beef?.imported_use, beef?.counted_at],
      [400, 600, "2026-12-20"],
    );
    assert.match(text, /Beef \(BEEF0000\) \| downtown \| 400 g \| 2026-12-20/);
  },
);
