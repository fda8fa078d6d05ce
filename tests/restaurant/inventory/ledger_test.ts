import assert from "node:assert/strict";
import { moveStock } from "../../../src/restaurant/inventory/ledger.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { BEEF, BUNS, move, openKitchen, shelves } from "../../support/pantry.ts";
import { WRITTEN_AT } from "../../support/sales.ts";

onEveryEngine("on hand is the sum of the movements, also below zero", async (engine) => {
  await using database = await openKitchen(engine);
  await move(database, BEEF.id, 500_000);
  await move(database, BEEF.id, -700_000, { kind: "waste" });
  await move(database, BEEF.id, 1_000, { location_id: "harbour" });
  assert.deepEqual(await shelves(database.reader), [
    { shelf: "downtown BEEF0000", on_hand: -200_000, ledger: -200_000 },
    { shelf: "harbour BEEF0000", on_hand: 1_000, ledger: 1_000 },
  ]);
});

onEveryEngine("a movement returns on-hand afterwards, each ingredient once", async (engine) => {
  await using database = await openKitchen(engine);
  await move(database, BUNS.id, 24_000);
  const movement = {
    location_id: "downtown",
    ingredient_id: BUNS.id,
    kind: "adjustment" as const,
    quantity: -1_000,
    reason: "Dropped",
    actor: "kitchen",
    order_id: null,
    business_date: "2026-12-14",
  };
  const after = await database.write((writer) =>
    moveStock(writer, [movement, movement], WRITTEN_AT)
  );
  assert.deepEqual(after.map((row) => ({ ...row })), [
    { location_id: "downtown", ingredient_id: BUNS.id, on_hand: 22_000 },
  ]);
});

onEveryEngine("a count keeps what is on hand after it", async (engine) => {
  await using database = await openKitchen(engine);
  await move(database, BEEF.id, 500_000);
  await move(database, BEEF.id, -200_000, { kind: "waste" });
  await move(database, BEEF.id, 100_000);
  const rows = await database.reader.selectFrom("stock_movements").select(["kind", "level"])
    .orderBy("quantity").execute();
  assert.deepEqual(rows.map(({ kind, level }) => [kind, level]), [
    ["waste", null],
    ["count", 400_000],
    ["count", 500_000],
  ]);
});

onEveryEngine("levels that were set stay when stock moves", async (engine) => {
  await using database = await openKitchen(engine);
  await move(database, BUNS.id, 24_000);
  await database.write((writer) =>
    writer.updateTable("stock").set({ par_level: 48_000, reorder_point: 12_000 }).execute()
  );
  await move(database, BUNS.id, -1_000);
  const row = await database.reader.selectFrom("stock").selectAll().executeTakeFirstOrThrow();
  assert.deepEqual([row.par_level, row.reorder_point, row.on_hand], [48_000, 12_000, 23_000]);
});

onEveryEngine("no movements write nothing", async (engine) => {
  await using database = await openKitchen(engine);
  assert.deepEqual(await database.write((writer) => moveStock(writer, [], WRITTEN_AT)), []);
  assert.deepEqual(await shelves(database.reader), []);
});
