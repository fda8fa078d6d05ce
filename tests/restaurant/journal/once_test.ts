import assert from "node:assert/strict";
import { z } from "zod";
import { once } from "../../../src/restaurant/journal/once.ts";
import type { Database } from "../../../src/storage/database.ts";
import { type Engine, onEveryEngine } from "../../support/engines.ts";
import { openRestaurant, WRITTEN_AT } from "../../support/sales.ts";

/** A request for an answer that says how often the work ran. */
interface RunRequest {
  readonly scope: string;
  readonly key: string | undefined;
  readonly data: unknown;
}

const answer = z.object({ run: z.int() });

/** A row that is there. */
const about = () => ({ table: "changes", id: "CHANGE00" }) as const;

async function openWithChange(engine: Engine): Promise<Database> {
  const database = await openRestaurant(engine);
  const change = { id: "CHANGE00", kind: "stock", subject_id: "BEEF0000" } as const;
  const told = { before: "{}", after: "{}", actor: "test", changed_at: WRITTEN_AT };
  await database.write((writer) =>
    writer.insertInto("changes")
      .values({ ...change, ...told, location_id: "downtown", undone_by: null }).execute()
  );
  return database;
}

/** Counts how often the work ran. */
function counted(database: Database) {
  let runs = 0;
  const ask = (request: RunRequest) =>
    database.write((writer) =>
      once(
        writer,
        { ...request, answer, about },
        WRITTEN_AT,
        () => Promise.resolve({ run: ++runs }),
      )
    );
  return { ask, runs: () => runs };
}

onEveryEngine("the same request again gets the first answer and runs nothing", async (engine) => {
  await using database = await openWithChange(engine);
  const { ask, runs } = counted(database);
  const request = { scope: "orders", key: "k", data: { a: 1, b: [{ c: 2, d: 3 }] } };
  const again = { scope: "orders", key: "k", data: { b: [{ d: 3, c: 2 }], a: 1 } };
  assert.deepEqual(await ask(request), { run: 1 });
  assert.deepEqual(await ask(again), { run: 1 });
  assert.equal(runs(), 1);
});

onEveryEngine(
  "the same key with other data is a conflict; in another scope it is another key",
  async (engine) => {
    await using database = await openWithChange(engine);
    const { ask } = counted(database);
    await ask({ scope: "orders", key: "k", data: [1, 2] });
    await assert.rejects(ask({ scope: "orders", key: "k", data: [2, 1] }), { code: "CONFLICT" });
    assert.deepEqual(await ask({ scope: "stock", key: "k", data: [2, 1] }), { run: 2 });
  },
);

onEveryEngine(
  "without a key every request runs; one that failed leaves its key free",
  async (engine) => {
    await using database = await openWithChange(engine);
    const { ask } = counted(database);
    assert.deepEqual(await ask({ scope: "orders", key: undefined, data: 1 }), { run: 1 });
    assert.deepEqual(await ask({ scope: "orders", key: undefined, data: 1 }), { run: 2 });
    const failing = { scope: "orders", key: "f", data: 1 };
    await assert.rejects(
      database.write((writer) =>
        once(
          writer,
          { ...failing, answer, about },
          WRITTEN_AT,
          () => Promise.reject(new Error("no")),
        )
      ),
    );
    assert.deepEqual(await ask(failing), { run: 3 });
  },
);

onEveryEngine("a kept answer of another form is not given out", async (engine) => {
  await using database = await openWithChange(engine);
  const { ask } = counted(database);
  const request = { scope: "orders", key: "k", data: 1 };
  await ask(request);
  await database.write(async (writer) => {
    await writer.updateTable("idempotency_keys").set({ response: '{"run":"first"}' }).execute();
  });
  await assert.rejects(ask(request), /run/);
});

onEveryEngine(
  "who may not see the place any more does not get the answer again",
  async (engine) => {
    await using database = await openWithChange(engine);
    const { ask, runs } = counted(database);
    const request = { scope: "stock", key: "k", data: {} };
    await ask(request);
    const as = (locations: string[]) =>
      database.write((writer) => {
        const view = database.view({ locations, signal: new AbortController().signal });
        return once(view.narrow(writer), { ...request, answer, about }, WRITTEN_AT, () => {
          throw new Error("It runs again");
        });
      });
    assert.deepEqual(await as(["downtown"]), { run: 1 });
    await assert.rejects(as(["harbour"]), { code: "FORBIDDEN" });
    assert.equal(runs(), 1);
  },
);
