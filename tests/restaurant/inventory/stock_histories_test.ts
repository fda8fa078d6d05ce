import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import { putBackChange, type Undo } from "../../../src/restaurant/journal/undo.ts";
import { changeStock } from "../../../src/restaurant/inventory/change_stock.ts";
import { consume, giveBack, readDemand } from "../../../src/restaurant/inventory/consumption.ts";
import { recipesOf } from "../../../src/restaurant/inventory/recipes.ts";
import { MOVEMENTS } from "../../../src/restaurant/inventory/stock_request.ts";
import { undoStock } from "../../../src/restaurant/inventory/undo_stock.ts";
import type { Database, Writer } from "../../../src/storage/database.ts";
import { RestaurantError } from "../../../src/values/errors.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { BEEF, BUNS, openKitchen, shelves } from "../../support/pantry.ts";
import { BURGER, WRITTEN_AT } from "../../support/sales.ts";

const location = fc.constantFrom("downtown", "harbour");
const change = fc.record({
  ingredient_id: fc.constantFrom(BEEF.id, BUNS.id),
  movement: fc.constantFrom(...MOVEMENTS),
  quantity: fc.integer({ min: -200, max: 2000 }).map((hundredths) => hundredths / 100),
  location_id: location,
  to_location_id: fc.option(location, { nil: undefined }),
});
const step = fc.oneof(
  change.map((change) => ({ change })),
  fc.record({ undo: fc.nat(20) }),
  fc.record({ sell: fc.nat(5), at: location }),
  fc.record({ cancel: fc.nat(20) }),
);

/** The changes of earlier steps, for later ones to undo. */
interface History {
  readonly changes: string[];
  readonly orders: { readonly order_id: string; readonly location_id: string }[];
}

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

onEveryEngine(
  "on hand is the ledger's sum after any counts, moves, sales and undos",
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        await using database = await openKitchen(engine);
        const history: History = { changes: [], orders: [] };
        for (const step of steps) await attempt(database, step, history);
        for (const { on_hand, ledger } of await shelves(database.reader)) {
          assert.equal(on_hand, ledger);
        }
      }),
      { numRuns: Math.ceil(25 / engine.slowness) },
    );
  },
);

/** Takes a step, or finds it refused. */
async function attempt(database: Database, step: Step, history: History): Promise<void> {
  try {
    await database.write((writer) => take(writer, step, history));
  } catch (error) {
    if (!(error instanceof RestaurantError)) throw error;
  }
}

async function take(writer: Writer, step: Step, { changes, orders }: History): Promise<void> {
  if ("change" in step) {
    const request = { ...step.change, reason: "Because", actor: "cook" };
    changes.push((await changeStock(writer, request, WRITTEN_AT)).change_id);
  } else if ("undo" in step) {
    const id = changes[step.undo] ?? "";
    const undoing = { actor: "cook", at: WRITTEN_AT };
    const { change_id } = await putBackChange(writer, id, UNDOS, undoing);
    changes.push(change_id);
  } else if ("sell" in step) {
    const order_id = `ORDER${orders.length}`;
    const { menu_item_id } = BURGER;
    const lines = [{ menu_item_id, quantity: step.sell * 1000 }];
    const recipes = await recipesOf(writer, [menu_item_id]);
    const demand = await readDemand(writer, { location_id: step.at, lines, recipes });
    await consume(writer, demand, { ...TAKER, order_id }, WRITTEN_AT);
    orders.push({ order_id, location_id: step.at });
  } else {
    const order = orders[step.cancel] ?? { order_id: "", location_id: "downtown" };
    const opened = { ...order, since: WRITTEN_AT };
    await giveBack(writer, { ...TAKER, ...opened, reason: null }, WRITTEN_AT);
  }
}

const TAKER = { actor: "client", business_date: "2026-12-14" };
const never: Undo = () => Promise.reject(new Error("No such change was made"));
const UNDOS = { menu_item: never, availability: never, stock: undoStock };

onEveryEngine(
  "undoing every change, last first, restores the original state",
  async (engine) => {
    const changes = fc.array(
      change.filter(({ movement }) => movement !== "count"),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(changes, async (changes) => {
        await using database = await openKitchen(engine);
        const history: History = { changes: [], orders: [] };
        for (const change of changes) {
          await attempt(database, { change }, history);
        }
        for (const [index] of [...history.changes.entries()].toReversed()) {
          await database.write((writer) => take(writer, { undo: index }, history));
        }
        for (const { on_hand, ledger } of await shelves(database.reader)) {
          assert.deepEqual([on_hand, ledger], [0, 0]);
        }
      }),
      { numRuns: Math.ceil(15 / engine.slowness) },
    );
  },
);
