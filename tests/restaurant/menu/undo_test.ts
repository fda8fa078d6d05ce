import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import { putBackChange } from "../../../src/restaurant/journal/undo.ts";
import { eventCount } from "../../support/events.ts";
import { takeRemaining } from "../../../src/restaurant/menu/remaining.ts";
import { changeMenuItem } from "../../../src/restaurant/menu/change_item.ts";
import { readItemAvailability } from "../../../src/restaurant/menu/availability.ts";
import { heldMenuItem } from "../../../src/restaurant/menu/menu_items.ts";
import { setAvailability } from "../../../src/restaurant/menu/set_availability.ts";
import { undoAvailability } from "../../../src/restaurant/menu/undo_availability.ts";
import { undoMenuItem } from "../../../src/restaurant/menu/undo_menu_item.ts";
import type { Database } from "../../../src/storage/database.ts";
import { RestaurantError } from "../../../src/values/errors.ts";
import { alwaysAsync } from "../../support/always.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { openRestaurant, WRITTEN_AT } from "../../support/sales.ts";

const ITEMS = ["BURGER00", "SALAD000"] as const;
const PLACES = ["downtown", "harbour"] as const;
const item = fc.constantFrom(...ITEMS);
const places = fc.constantFrom<readonly string[]>(["downtown"], ["harbour"], PLACES);

/** Small sets of values, so that changes meet each other, and names are taken. */
const action = fc.oneof(
  fc.record({
    kind: fc.constant("update" as const),
    item,
    updates: fc.record({
      name: fc.constantFrom("Cheeseburger", "Salad"),
      price: fc.constantFrom(5, 6),
      category: fc.constantFrom("Mains", "Grill"),
    }, { requiredKeys: [] }),
  }),
  fc.record({
    kind: fc.constant("set" as const),
    item,
    places,
    wanted: fc.constantFrom<readonly ["in_stock" | "limited" | "out_of_stock", number?]>(
      ["in_stock"],
      ["limited", 1],
      ["limited", 3],
      ["out_of_stock"],
    ),
  }),
  fc.record({ kind: fc.constant("sell" as const), item, place: fc.constantFrom(...PLACES) }),
  fc.record({ kind: fc.constant("undo" as const), which: fc.nat(12) }),
);
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

onEveryEngine(
  "any sequence of changes, sales and undos obeys the rules",
  async (engine) => {
    await alwaysAsync(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), async (actions) => {
        await using database = await openRestaurant(engine);
        const model = newModel();
        const ids: string[] = [];
        for (const action of actions) {
          const expected = expect(model, action);
          const { outcome, change_id } = await perform(database, action, ids);
          assert.equal(outcome, expected, JSON.stringify(action));
          if (change_id !== undefined) ids.push(change_id);
        }
        assert.deepEqual(await stateOf(database), model.state);
        assert.equal(await eventCount(database.reader), model.events);
      }),
      60,
      engine,
    );
  },
);

type Outcome = "done" | "unchanged" | "CONFLICT" | "NOT_FOUND" | "short";

/** Everything that can change, by a name of its own. */
type State = Record<string, string | number | null>;

interface Change {
  readonly before: State;
  readonly after: State;
  undone: boolean;
}

/** The expected state of the restaurant. */
interface Model {
  state: State;
  readonly changes: Change[];
  events: number;
}

function newModel(): Model {
  const state: State = {};
  for (const [id, name] of [["BURGER00", "Cheeseburger"], ["SALAD000", "Salad"]]) {
    Object.assign(state, { [`${id}.name`]: name, [`${id}.price`]: null });
    Object.assign(state, { [`${id}.category`]: "Mains" });
    for (const place of PLACES) state[`${id}@${place}`] = "in_stock";
  }
  return { state, changes: [], events: 0 };
}

function expect(model: Model, action: Action): Outcome {
  switch (action.kind) {
    case "update":
      return makeChange(model, prefixed(`${action.item}.`, action.updates));
    case "set": {
      const wanted = action.wanted.join(" ");
      const states = Object.fromEntries(action.places.map((place) => [place, wanted]));
      return makeChange(model, prefixed(`${action.item}@`, states));
    }
    case "sell":
      return sell(model, `${action.item}@${action.place}`);
    case "undo":
      return undo(model, model.changes[action.which]);
  }
}

function makeChange(model: Model, wanted: State): Outcome {
  const after = where(wanted, (key, value) => model.state[key] !== value);
  const before = where(model.state, (key) => key in after);
  const names = Object.keys(after);
  if (names.length === 0) return "unchanged";
  const state = { ...model.state, ...after };
  const [burger, salad] = ITEMS.map((id) => `${state[`${id}.name`]} ${state[`${id}.category`]}`);
  if (burger === salad) return "CONFLICT";
  model.state = state;
  model.changes.push({ before, after, undone: false });
  model.events += Math.max(1, names.filter((name) => name.includes("@")).length);
  return "done";
}

function undo(model: Model, change: Change | undefined): Outcome {
  if (change === undefined) return "NOT_FOUND";
  const since = where(
    model.state,
    (key, value) => key in change.after && change.after[key] !== value,
  );
  if (change.undone || Object.keys(since).length > 0) return "CONFLICT";
  const outcome = makeChange(model, change.before);
  change.undone = outcome === "done";
  return outcome;
}

function sell(model: Model, name: string): Outcome {
  const [state, count] = String(model.state[name]).split(" ");
  if (state === "in_stock") return "done";
  if (state === "out_of_stock" || count === "0") return "short";
  model.state[name] = `limited ${Number(count) - 1}`;
  if (count === "1") model.events++;
  return "done";
}

/** The same in the restaurant itself. */
async function perform(
  database: Database,
  action: Action,
  ids: readonly string[],
): Promise<{ outcome: Outcome; change_id?: string | undefined }> {
  try {
    if (action.kind === "sell") {
      const wanted = [{ menu_item_id: action.item, count: 1 }];
      const short = await database.write((writer) =>
        takeRemaining(writer, action.place, wanted, WRITTEN_AT)
      );
      return { outcome: short.length === 0 ? "done" : "short" };
    }
    const change_id = await makeRealChange(database, action, ids);
    return { outcome: change_id === undefined ? "unchanged" : "done", change_id };
  } catch (error) {
    if (!(error instanceof RestaurantError)) throw error;
    return { outcome: error.code === "NOT_FOUND" ? "NOT_FOUND" : "CONFLICT" };
  }
}

async function makeRealChange(
  { write }: Database,
  action: Exclude<Action, { kind: "sell" }>,
  ids: readonly string[],
): Promise<string | undefined> {
  const actor = "client";
  const { change_id } = await write<{ readonly change_id: string | undefined }>((writer) => {
    switch (action.kind) {
      case "update": {
        const update = { item_id: action.item, updates: action.updates, actor };
        return changeMenuItem(writer, update, WRITTEN_AT);
      }
      case "set": {
        const [state, remaining] = action.wanted;
        const where = { menu_item_id: action.item, location_ids: action.places };
        return setAvailability(writer, { ...where, state, remaining, actor }, WRITTEN_AT);
      }
      case "undo": {
        const id = ids[action.which] ?? "NOSUCH00";
        return putBackChange(writer, id, UNDOS, { actor, at: WRITTEN_AT });
      }
    }
  });
  return change_id;
}

const UNDOS = {
  menu_item: undoMenuItem,
  availability: undoAvailability,
  stock: () => Promise.reject(new Error("There is no stock here")),
};

async function stateOf({ reader, write }: Database): Promise<State> {
  const state: State = {};
  for (const id of ITEMS) {
    const { name, price, category } = await write((writer) => heldMenuItem(writer, id));
    Object.assign(state, prefixed(`${id}.`, { name, category }));
    state[`${id}.price`] = price === null ? null : price / 100;
    for (const found of await readItemAvailability(reader, id, PLACES)) {
      const { location_id, state: now, remaining } = found;
      state[`${id}@${location_id}`] = remaining === null ? now : `${now} ${remaining}`;
    }
  }
  return state;
}

function prefixed(prefix: string, values: State): State {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]),
  );
}

function where(state: State, holds: (key: string, value: State[string]) => boolean): State {
  return Object.fromEntries(Object.entries(state).filter(([key, value]) => holds(key, value)));
}
