import assert from "node:assert/strict";
import type { Database } from "../../src/storage/database.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { type Engine, onEveryEngine } from "../support/engines.ts";
import { BEEF, BUNS, shelves } from "../support/pantry.ts";
import { openLarder, purchase } from "../support/purchases.ts";
import { SCOPES } from "../../src/security/scopes.ts";

type Args = Readonly<Record<string, unknown>>;

/** A draft of five packs of buns. */
async function openDraft(engine: Engine) {
  const database = await openLarder(engine);
  const ask = { location: "downtown", supplier: "Baker" };
  const [draft] = (await purchase(database, "draft_purchase_orders", ask)).orders;
  const id = draft?.purchase_order_id ?? "";
  const update = (action: string, more: Args = {}) =>
    purchase(database, "update_purchase_order", { purchase_order_id: id, action, ...more });
  return { database, id, update };
}

async function buns(database: Database): Promise<number | undefined> {
  const found = (await shelves(database.reader)).find(({ shelf }) => shelf.includes(BUNS.id));
  assert.equal(found?.on_hand, found?.ledger);
  return found?.on_hand;
}

onEveryEngine(
  "placed, received in part, then whole: stock, status and what is on order",
  async (engine) => {
    const { database, update } = await openDraft(engine);
    await using _closing = database;
    const [placed] = (await update("place")).orders;
    assert.deepEqual([placed?.status, placed?.expected_on], ["placed", "2027-01-02"]);
    const part = await update("receive", { lines: [{ item_id: BUNS.id, packs: 2 }] });
    assert.deepEqual(part.orders[0]?.lines.map(({ received_packs }) => received_packs), [2]);
    assert.equal(part.orders[0]?.status, "placed");
    assert.equal(await buns(database), 148_000);
    const inventory = await callTool(testRegistry(database), "get_inventory", {
      location: "downtown",
    });
    const items = inventory.structured["items"] as readonly Record<string, unknown>[];
    assert.equal(items.find(({ item_id }) => item_id === BUNS.id)?.["on_order"], 72);
    const whole = await update("receive");
    assert.equal(whole.orders[0]?.status, "received");
    assert.equal(await buns(database), 220_000);
  },
);

onEveryEngine(
  "a new price is kept on the line, in the ingredient and in its history",
  async (engine) => {
    const { database, update } = await openDraft(engine);
    await using _closing = database;
    await update("place");
    const { text } = await update("receive", {
      lines: [{ item_id: BUNS.id, packs: 5, pack_cost: 6.6 }],
    });
    assert.match(text, /Buns costs the new price from now on/);
    const { pack_cost } = await database.reader.selectFrom("ingredients").selectAll()
      .where("id", "=", BUNS.id).executeTakeFirstOrThrow();
    assert.equal(pack_cost, 6_60);
    const prices = await database.reader.selectFrom("pack_prices").selectAll().execute();
    assert.deepEqual(prices.map(({ previous_cost, pack_cost }) => [previous_cost, pack_cost]), [[
      6_00,
      6_60,
    ]]);
    // Forty burgers took forty buns: 40 / 24 x 0.60 more.
    const { structured } = await callTool(testRegistry(database), "get_analytics", {
      date_range: "2026-12-29..2026-12-31",
      location: "downtown",
      sections: ["costs"],
    });
    assert.match(JSON.stringify(structured), /Changed pack prices make what was sold \+1.00 USD/);
  },
);

onEveryEngine(
  "a draft is changed: other packs, a line out, none of another supplier",
  async (engine) => {
    const { database, update } = await openDraft(engine);
    await using _closing = database;
    const { orders } = await update("change", { lines: [{ item_id: BUNS.id, packs: 9 }] });
    assert.equal(orders[0]?.total, 54);
    const other = await update("change", { lines: [{ item_id: BEEF.id, packs: 1 }] });
    assert.match(other.text, /Beef comes from Butcher, not Baker/);
    const empty = await update("change", { lines: [{ item_id: BUNS.id, packs: 0 }] });
    assert.deepEqual(empty.orders[0]?.lines, []);
    assert.match((await update("place")).text, /no lines/);
  },
);

onEveryEngine("an illegal action is refused with the possible ones", async (engine) => {
  const { database, update } = await openDraft(engine);
  await using _closing = database;
  const early = await update("receive");
  assert.equal(early.structured["error_code"], "CONFLICT");
  assert.match(early.text, /is draft, so it cannot be received/);
  assert.match(early.text, /change, place, drop/);
  assert.equal((await update("drop")).orders[0]?.status, "dropped");
  assert.match((await update("place")).text, /draft_purchase_orders makes a new one/);
});

onEveryEngine("ten times as much as is outstanding is a question", async (engine) => {
  const { database, update } = await openDraft(engine);
  await using _closing = database;
  await update("place");
  const { isError, text } = await update("receive", { lines: [{ item_id: BUNS.id, packs: 50 }] });
  assert.ok(isError);
  assert.match(text, /50 packs of BUNS0000 came, but 5 are outstanding/);
  assert.equal(await buns(database), 100_000);
});

onEveryEngine("the same delivery twice with one key counts once", async (engine) => {
  const { database, update } = await openDraft(engine);
  await using _closing = database;
  await update("place");
  const delivery = { lines: [{ item_id: BUNS.id, packs: 2 }], idempotency_key: "truck" };
  const first = await update("receive", delivery);
  assert.deepEqual((await update("receive", delivery)).structured, first.structured);
  assert.equal(await buns(database), 148_000);
});

onEveryEngine("who acts for one location receives there, and changes no price", async (engine) => {
  const { database, id, update } = await openDraft(engine);
  await using _closing = database;
  await update("place");
  const principal = {
    id: "staff",
    name: "Staff",
    isOAuth: false,
    scopes: new Set(SCOPES),
    locations: ["downtown"],
  };
  const receive = (lines: readonly Args[], locations = principal.locations) =>
    callTool(
      testRegistry(database),
      "update_purchase_order",
      { purchase_order_id: id, action: "receive", lines },
      { ...principal, locations },
    );
  const elsewhere = await receive([{ item_id: BUNS.id, packs: 1 }], ["harbour"]);
  assert.equal(elsewhere.structured["error_code"], "NOT_FOUND");
  const priced = await receive([{ item_id: BUNS.id, packs: 1, pack_cost: 1 }]);
  assert.equal(priced.structured["error_code"], "FORBIDDEN");
  const plain = await receive([{ item_id: BUNS.id, packs: 1 }]);
  assert.ok(!plain.isError, plain.text);
  assert.equal(await buns(database), 124_000);
});
