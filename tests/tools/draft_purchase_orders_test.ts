import assert from "node:assert/strict";
import { onEveryEngine } from "../support/engines.ts";
import { ingredient, move } from "../support/pantry.ts";
import { openLarder, purchase } from "../support/purchases.ts";

onEveryEngine("whole packs for each supplier, with the reason for each line", async (engine) => {
  await using database = await openLarder(engine);
  const { orders, structured, text } = await purchase(database, "draft_purchase_orders", {
    location: "downtown",
  });
  const [baker, grocer, ...others] = orders.toSorted((a, b) => a.supplier < b.supplier ? -1 : 1);
  assert.deepEqual(others, []);
  // 40 a day x 5 days - 100 on hand = 100: five packs of 24. Lettuce: 3 kg - 1 kg, packs of 1 kg.
  assert.deepEqual(baker?.lines.map(({ packs }) => packs), [5]);
  assert.equal(baker?.total, 30);
  assert.equal(
    baker?.lines[0]?.reason,
    "100 each on hand, 40 each used a day, lead 2 + interval 3 days",
  );
  assert.deepEqual(grocer?.lines.map(({ packs }) => packs), [2]);
  assert.match(grocer?.lines[0]?.reason ?? "", /par 3,000 g/);
  assert.deepEqual([baker?.status, baker?.expected_on], ["draft", null]);
  assert.match(String(structured["notes"]), /Never counted, so not ordered: 1 ingredient\./);
  assert.match(text, /Buns \(BUNS0000\) \| 5 \| 0 \| 24 each at 6.00 USD \| 30.00 USD/);
});

onEveryEngine("a new draft replaces the old one", async (engine) => {
  await using database = await openLarder(engine);
  await purchase(database, "draft_purchase_orders", { location: "downtown" });
  await purchase(database, "draft_purchase_orders", { location: "downtown", supplier: "baker" });
  const rows = await database.reader.selectFrom("purchase_orders").select(["supplier", "status"])
    .orderBy("supplier").execute();
  assert.deepEqual(rows.map(({ supplier }) => supplier), ["Baker", "Grocer"]);
});

onEveryEngine("quantities on order are not ordered again", async (engine) => {
  await using database = await openLarder(engine);
  const ask = { location: "downtown", supplier: "Baker" };
  const [draft] = (await purchase(database, "draft_purchase_orders", ask)).orders;
  await purchase(database, "update_purchase_order", {
    purchase_order_id: draft?.purchase_order_id,
    action: "place",
  });
  const { orders, text } = await purchase(database, "draft_purchase_orders", ask);
  assert.deepEqual(orders, []);
  assert.match(text, /Nothing is to be ordered/);
});

onEveryEngine("an unknown supplier is answered with those there are", async (engine) => {
  await using database = await openLarder(engine);
  const { text } = await purchase(database, "draft_purchase_orders", { supplier: "Nobody" });
  assert.match(text, /Suppliers: Baker, Butcher, Grocer/);
});

onEveryEngine(
  "a draft too long to read keeps its total and says how many lines are left out",
  async (engine) => {
    await using database = await openLarder(engine);
    const many = Array.from({ length: 60 }, (_, index) => {
      const id = `SPICE${String(index).padStart(3, "0")}`;
      return ingredient({ id, name: `Spice number ${index}`, supplier: "Spicer", pack_cost: 1_00 });
    });
    await database.write(async (writer) => {
      await writer.insertInto("ingredients").values(many).execute();
    });
    for (const { id } of many) await move(database, id, 1_000);
    await database.write((writer) =>
      writer.updateTable("stock").set({ par_level: 2_000_000 })
        .where("ingredient_id", "in", many.map(({ id }) => id)).execute()
    );
    const { orders, text } = await purchase(database, "draft_purchase_orders", {
      supplier: "Spicer",
    });
    const [order] = orders;
    const { lines = [], more_lines, total } = order as typeof order & { more_lines?: number };
    assert.equal(total, 60);
    assert.ok(lines.length > 0 && lines.length < 60);
    assert.equal(more_lines, 60 - lines.length);
    assert.match(text, new RegExp(`${more_lines} lines not shown; totals have them\\.`));
  },
);
