import assert from "node:assert/strict";
import { z } from "zod";
import { once } from "../../../src/restaurant/journal/once.ts";
import type { Database } from "../../../src/storage/database.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { openRestaurant, WRITTEN_AT } from "../../support/sales.ts";

/** A request for an answer that says how often the work ran. */
interface RunRequest {
  readonly scope: string;
  readonly key: string | undefined;
  readonly data: unknown;
}

const answer = z.object({ run: z.int() });

/** Counts how often the work ran. */
function counted(database: Database) {
  let runs = 0;
  const ask = (request: RunRequest) =>
    database.write((writer) =>
      once(writer, { ...request, answer }, WRITTEN_AT, () => Promise.resolve({ run: ++runs }))
    );
  return { ask, runs: () => runs };
}

onEveryEngine("the same request again gets the first answer and runs nothing", async (engine) => {
  await using database = await openRestaurant(engine);
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
    await using database = await openRestaurant(engine);
    const { ask } = counted(database);
    await ask({ scope: "orders", key: "k", data: [1, 2] });
    await assert.rejects(ask({ scope: "orders", key: "k", data: [2, 1] }), { code: "CONFLICT" });
    assert.deepEqual(await ask({ scope: "stock", key: "k", data: [2, 1] }), { run: 2 });
  },
);

onEveryEngine(
  "without a key every request runs; one that failed leaves its key free",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const { ask } = counted(database);
    assert.deepEqual(await ask({ scope: "orders", key: undefined, data: 1 }), { run: 1 });
    assert.deepEqual(await ask({ scope: "orders", key: undefined, data: 1 }), { run: 2 });
    const failing = { scope: "orders", key: "f", data: 1 };
    await assert.rejects(
      database.write((writer) =>
        once(writer, { ...failing, answer }, WRITTEN_AT, () => Promise.reject(new Error("no")))
      ),
    );
    assert.deepEqual(await ask(failing), { run: 3 });
  },
);

onEveryEngine("a kept answer of another form is not given out", async (engine) => {
  await using database = await openRestaurant(engine);
  const { ask } = counted(database);
  const request = { scope: "orders", key: "k", data: 1 };
  await ask(request);
  await database.write(async (writer) => {
    await writer.updateTable("idempotency_keys").set({ response: '{"run":"first"}' }).execute();
  });
  await assert.rejects(ask(request), /run/);
});
