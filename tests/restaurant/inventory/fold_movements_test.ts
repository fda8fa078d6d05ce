import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import { readCountedUsage } from "../../../src/restaurant/analytics/read_stock_flow.ts";
import { readLedger } from "../../../src/restaurant/reporting/stock_ledger.ts";
import { giveBack } from "../../../src/restaurant/inventory/consumption.ts";
import { foldMovements } from "../../../src/restaurant/inventory/fold_movements.ts";
import { moveStock, type NewMovement } from "../../../src/restaurant/inventory/ledger.ts";
import { readLocations } from "../../../src/restaurant/locations/location.ts";
import type { Database, Reader, Writer } from "../../../src/storage/database.ts";
import { instantText } from "../../../src/values/clock.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import { openFloor, place } from "../../support/floor.ts";
import { BEEF, BUNS, openKitchen, shelves } from "../../support/pantry.ts";

const NEVER = new AbortController().signal;
const FIRST = Temporal.Instant.from("2025-03-01T06:00:00Z");
const DAYS = 4;
const DATES = Array.from(
  { length: DAYS },
  (_, day) => Temporal.PlainDate.from("2025-03-01").add({ days: day }).toString(),
);
/** Of four days, three are old. */
const BEFORE = "2025-03-04";

const step = fc.record({
  // Few days and hours, so that counts and sales meet.
  hour: fc.integer({ min: 0, max: 12 * DAYS - 1 }).map((hour) => hour * 2),
  location_id: fc.constantFrom("downtown", "downtown", "downtown", "harbour"),
  ingredient_id: fc.constantFrom(BEEF.id, BEEF.id, BEEF.id, BUNS.id),
  kind: fc.constantFrom<NewMovement["kind"]>(
    ...["sold", "sold", "sold", "returned", "count", "received", "waste"] as const,
  ),
  quantity: fc.integer({ min: -5000, max: 5000 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function write(writer: Writer, { hour, ...given }: Step, order: number): Promise<void> {
  const isSold = given.kind === "sold" || given.kind === "returned";
  const movement: NewMovement = {
    ...given,
    reason: null,
    actor: "waiter",
    order_id: isSold ? `ORDER${order}` : null,
    business_date: DATES[Math.floor(hour / 24)] ?? "",
  };
  await moveStock(writer, [movement], instantText(FIRST.add({ hours: hour })));
}

/** Everything that is read from the ledger. */
async function readAll(reader: Reader) {
  const locations = await readLocations(reader);
  const periods = DATES.flatMap((date, first) =>
    DATES.slice(first).map((end_date) => ({ date, end_date }))
  );
  return {
    shelves: await shelves(reader),
    usage: await Promise.all(
      periods.map((period) => readCountedUsage(reader, ["downtown", "harbour"], period)),
    ),
    ledger: await Promise.all(
      periods.map((period) => readLedger(reader, { period, locations })),
    ),
  };
}

async function countRows({ reader }: Database): Promise<number> {
  return (await reader.selectFrom("stock_movements").select("id").execute()).length;
}

/** Sums of orders that stand beside each other between two counts of a day. */
async function unfolded({ reader }: Database): Promise<unknown[]> {
  const old = await reader.selectFrom("stock_movements").selectAll()
    .where("business_date", "<", BEFORE).execute();
  const counts = old.filter(({ kind }) => kind === "count");
  const sums = old.filter(({ kind }) => kind === "sold" || kind === "returned");
  const groups = Map.groupBy(sums, (one) => {
    const passed = counts.filter((count) =>
      count.location_id === one.location_id && count.ingredient_id === one.ingredient_id &&
      count.moved_at < one.moved_at
    );
    return [one.location_id, one.ingredient_id, one.kind, one.business_date, passed.length].join();
  });
  return [...groups.values()].filter((rows) => rows.length > 1);
}

onEveryEngine(
  "what old orders took becomes one movement a day, and every figure stays",
  (engine) =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 90 }), async (steps) => {
        await using database = await openKitchen(engine);
        await database.write(async (writer) => {
          for (const [order, step] of steps.entries()) await write(writer, step, order);
        });
        const before = await readAll(database.reader);
        const rows = await countRows(database);
        const folded = await foldMovements(database, BEFORE, NEVER);
        assert.equal(await countRows(database), rows - folded);
        assert.deepEqual(await readAll(database.reader), before);
        assert.deepEqual(await unfolded(database), []);
        const young = await database.reader.selectFrom("stock_movements").select("order_id")
          .where("business_date", ">=", BEFORE).where("actor", "=", "retention").execute();
        assert.deepEqual(young, []);
        assert.equal(await foldMovements(database, BEFORE, NEVER), 0);
      }),
      { numRuns: Math.ceil(16 / engine.slowness) },
    ),
);

onEveryEngine(
  "an order that was never begun keeps what it took, to give it back",
  async (engine: Engine) => {
    await using database = await openFloor(engine);
    const stock = { location_id: "downtown", ingredient_id: BEEF.id, kind: "received" } as const;
    const rest = { reason: null, actor: "cook", order_id: null, business_date: "2026-12-31" };
    await database.write((writer) =>
      moveStock(writer, [{ ...stock, ...rest, quantity: 9_000_000 }], "2026-12-31T18:00:00Z")
    );
    const { order } = await place(database);
    await place(database);
    const sold = () =>
      database.reader.selectFrom("stock_movements").select(["order_id", "quantity"])
        .where("kind", "=", "sold").where("ingredient_id", "=", BEEF.id).execute();
    assert.equal(await foldMovements(database, "2028-01-01", NEVER), 0);
    assert.equal((await sold()).length, 2);
    const taker = {
      order_id: order.id,
      location_id: order.location_id,
      since: order.opened.at,
      actor: "waiter",
      business_date: "2026-12-31",
      reason: null,
    };
    await database.write((writer) => giveBack(writer, taker, "2028-01-01T00:00:00Z"));
    const all = await shelves(database.reader);
    const beef = all.find(({ shelf }) => shelf === `downtown ${BEEF.id}`);
    assert.deepEqual([beef?.on_hand, beef?.ledger], [9_000_000 - 150_000, 9_000_000 - 150_000]);
  },
);
