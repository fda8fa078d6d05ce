import assert from "node:assert/strict";
import type { Database } from "../../src/storage/database.ts";
import { addLocation } from "../../src/restaurant/locations/location.ts";
import { insertMany } from "../../src/storage/bulk.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { BEEF, move, openKitchen, shelves } from "../support/pantry.ts";
import { DOWNTOWN, WRITTEN_AT } from "../support/sales.ts";

type Args = Readonly<Record<string, unknown>>;

function update(database: Database, args: Args) {
  const all = { item_id: BEEF.id, location: "downtown", ...args };
  return callTool(testRegistry(database), "update_inventory", all);
}

async function undo(database: Database, change_id: unknown) {
  return await callTool(testRegistry(database), "undo_change", { change_id });
}

onEveryEngine("a count sets on-hand; the ledger gets the difference", async (engine) => {
  await using database = await openKitchen(engine);
  await move(database, BEEF.id, 500_000);
  const { structured, text } = await update(database, { quantity: 420.5 });
  const { change_id, ...rest } = structured;
  assert.deepEqual(rest, {
    status: "updated",
    item_id: "BEEF0000",
    name: "Beef",
    movement: "count",
    location: "downtown",
    previous_quantity: 500,
    new_quantity: 420.5,
    unit: "g",
    notes: [],
  });
  assert.equal(text, `Beef (BEEF0000) counted: downtown from 500 to 420.5 g. Change ${change_id}.`);
  assert.deepEqual(await shelves(database.reader), [
    { shelf: "downtown BEEF0000", on_hand: 420_500, ledger: 420_500 },
  ]);
});

onEveryEngine(
  "received adds, waste takes away, an adjustment does as its sign says",
  async (engine) => {
    await using database = await openKitchen(engine);
    const steps = [
      [{ movement: "received", quantity: 100 }, 100],
      [{ movement: "waste", quantity: 30 }, 70],
      [{ movement: "adjustment", quantity: -10, reason: "Lent to the neighbour" }, 60],
      [{ movement: "adjustment", quantity: 5, reason: "Found" }, 65],
    ] as const;
    for (const [args, expected] of steps) {
      assert.equal((await update(database, args)).structured["new_quantity"], expected);
    }
    const movements = await database.reader.selectFrom("stock_movements")
      .select(["kind", "quantity", "reason", "actor", "business_date"]).execute();
    assert.deepEqual({ ...movements[2] }, {
      kind: "adjustment",
      quantity: -10_000,
      reason: "Lent to the neighbour",
      actor: "local",
      business_date: "2026-12-31",
    });
  },
);

onEveryEngine("a transfer is two entries; undoing it brings both sides back", async (engine) => {
  await using database = await openKitchen(engine);
  await move(database, BEEF.id, 500_000);
  const args = { movement: "transfer", quantity: 200, to_location: "harbour" };
  const { structured } = await update(database, args);
  assert.equal(structured["new_quantity"], 300);
  assert.deepEqual(structured["to"], {
    location: "harbour",
    previous_quantity: 0,
    new_quantity: 200,
  });
  const { structured: undone } = await undo(database, structured["change_id"]);
  assert.deepEqual(undone["put_back"], [
    { what: "Beef on hand", location: "downtown", from: "300 g", to: "500 g" },
    { what: "Beef on hand", location: "harbour", from: "200 g", to: "0 g" },
  ]);
  assert.deepEqual(await shelves(database.reader), [
    // Of the harbour nothing is known again.
    { shelf: "downtown BEEF0000", on_hand: 500_000, ledger: 500_000 },
  ]);
});

onEveryEngine("below zero stays, and says so", async (engine) => {
  await using database = await openKitchen(engine);
  const { structured } = await update(database, { movement: "waste", quantity: 1 });
  assert.equal(structured["new_quantity"], -1);
  assert.match(String(structured["notes"]), /Below zero at downtown/);
});

onEveryEngine(
  "an undo keeps what moved since, and a count in between forbids it",
  async (engine) => {
    await using database = await openKitchen(engine);
    const first = await update(database, { quantity: 100 });
    const second = await update(database, { movement: "received", quantity: 50 });
    await update(database, { movement: "waste", quantity: 20 });
    const { structured } = await undo(database, second.structured["change_id"]);
    assert.match(JSON.stringify(structured["put_back"]), /"from":"130 g","to":"80 g"/);
    const redone = await undo(database, structured["change_id"]);
    assert.match(JSON.stringify(redone.structured["put_back"]), /"from":"80 g","to":"130 g"/);
    await update(database, { quantity: 90 });
    const refused = await undo(database, first.structured["change_id"]);
    assert.equal(refused.structured["error_code"], "CONFLICT");
    assert.match(refused.text, /Beef was counted at downtown since; 90 g are on hand now/);
  },
);

onEveryEngine(
  "the same key and request count once; with another request it is a conflict",
  async (engine) => {
    await using database = await openKitchen(engine);
    const args = { movement: "received", quantity: 100, idempotency_key: "delivery-17" };
    const first = await update(database, args);
    assert.deepEqual((await update(database, args)).structured, first.structured);
    const other = await update(database, { ...args, quantity: 110 });
    assert.equal(other.structured["error_code"], "CONFLICT");
    assert.equal((await shelves(database.reader))[0]?.on_hand, 100_000);
  },
);

onEveryEngine("it is recorded as an event of the location", async (engine) => {
  await using database = await openKitchen(engine);
  await update(database, { quantity: 3 });
  const events = await database.reader.selectFrom("events").selectAll().execute();
  assert.deepEqual(
    events.map(({ kind, subject_id, location_id, details }) => [
      kind,
      subject_id,
      location_id,
      JSON.parse(details),
    ]),
    [["stock_changed", "BEEF0000", "downtown", { movement: "count", quantity: 3, on_hand: 3 }]],
  );
});

const REFUSED: readonly (readonly [string, Args, string, RegExp])[] = [
  ["no location of several", { location: undefined }, "INVALID_INPUT", /downtown, harbour/],
  ["an unknown location", { location: "attic" }, "NOT_FOUND", /downtown, harbour/],
  ["an unknown ingredient", { item_id: "NOSUCH00" }, "NOT_FOUND", /get_inventory/],
  ["four decimals", { quantity: 1.0005 }, "INVALID_INPUT", /at most three decimals/],
  ["a count below nothing", { quantity: -1 }, "INVALID_INPUT", /quantity: /],
  ["waste of nothing", { movement: "waste", quantity: 0 }, "INVALID_INPUT", /above 0/],
  [
    "an adjustment of nothing without a reason",
    {
      movement: "adjustment",
      quantity: 0,
      reason: "\u200b ",
    },
    "INVALID_INPUT",
    /quantity: .* reason: /,
  ],
  ["a transfer to nowhere", { movement: "transfer" }, "INVALID_INPUT", /to_location: Say where/],
  [
    "a transfer to itself",
    {
      movement: "transfer",
      to_location: "Downtown",
    },
    "INVALID_INPUT",
    /another location/,
  ],
  [
    "waste with a destination",
    {
      movement: "waste",
      to_location: "harbour",
    },
    "INVALID_INPUT",
    /only transfers/,
  ],
];

for (const [what, args, code, message] of REFUSED) {
  onEveryEngine(`${what} is refused, and nothing is written`, async (engine) => {
    await using database = await openKitchen(engine);
    const { structured, text } = await update(database, { quantity: 1, ...args });
    assert.equal(structured["error_code"], code);
    assert.match(text, message);
    assert.deepEqual(await shelves(database.reader), []);
  });
}

onEveryEngine("with a single location, none need be named", async (engine) => {
  await using database = await engine.fresh();
  await database.write(async (writer) => {
    await addLocation(writer, DOWNTOWN, WRITTEN_AT);
    await insertMany(writer, "ingredients", [BEEF]);
  });
  const { structured } = await update(database, { quantity: 2, location: undefined });
  assert.deepEqual([structured["location"], structured["new_quantity"]], ["downtown", 2]);
});

for (
  const [unit, quantity, expected] of [
    ["kg", 1.25, 1250],
    ["lb", 1, 453.592],
    ["packs", 1.5, 3000],
    [undefined, 700, 700],
  ] as const
) {
  onEveryEngine(`${quantity} ${unit ?? "without a unit"} is ${expected} g`, async (engine) => {
    await using database = await openKitchen(engine);
    const { structured } = await update(database, {
      quantity,
      ...(unit !== undefined && { unit }),
    });
    assert.equal(structured.new_quantity, expected);
  });
}

onEveryEngine("a unit of another kind is refused with those that fit", async (engine) => {
  await using database = await openKitchen(engine);
  const { structured } = await update(database, { quantity: 1, unit: "l" });
  assert.equal(structured.error_code, "INVALID_INPUT");
  assert.match(String(structured.message), /counted in g\. Write g, kg, oz, lb or packs/);
});

for (
  const [what, onHand, args, meant] of [
    ["20 g counted after 7,648", 7_648_000, { quantity: 20 }, /or was it 20 kg \(20,000 g\)/],
    [
      "one gram received for packs of 2,000",
      0,
      { quantity: 1, movement: "received" },
      /or was it 1 kg \(1,000 g\).* or 1 pack \(2,000 g\)/,
    ],
    ["two tonnes", 7_648_000, { quantity: 2_000_000 }, /2,000,000 g of Beef.*is that right/],
  ] as const
) {
  onEveryEngine(`${what} is a question, and taken when it is confirmed`, async (engine) => {
    await using database = await openKitchen(engine);
    await move(database, BEEF.id, onHand);
    const before = await shelves(database.reader);
    const { structured } = await update(database, args);
    assert.equal(structured.error_code, "INVALID_INPUT");
    assert.match(String(structured.confirm), meant);
    assert.deepEqual(await shelves(database.reader), before);
    assert.equal((await update(database, { ...args, confirm: true })).structured.status, "updated");
  });
}

onEveryEngine("received, counted: the count is undone, then the receipt", async (engine) => {
  await using database = await openKitchen(engine);
  const received = await update(database, { quantity: 2000, movement: "received" });
  const counted = await update(database, { quantity: 1800 });
  const early = await undo(database, received.structured.change_id);
  assert.equal(early.structured.error_code, "CONFLICT");
  const undone = await undo(database, counted.structured.change_id);
  assert.equal((await undo(database, received.structured.change_id)).isError, false);
  assert.deepEqual(await shelves(database.reader), [], "nothing is known again");
  // Redone, the count is back, and what came before it stays.
  await undo(database, undone.structured.change_id);
  const again = await update(database, { quantity: 500, movement: "received" });
  assert.equal((await undo(database, again.structured.change_id)).isError, false);
});
