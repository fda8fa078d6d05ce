import assert from "node:assert/strict";
import { turns } from "../../src/work/turns.ts";

const NEVER = new AbortController().signal;

/** Work that ends when the test says so, and in which order it began. */
function workbench(room: { atOnce: number; waiting: number }) {
  const { take } = turns(room);
  const began: string[] = [];
  const running = new Map<string, () => void>();
  return {
    began,
    start(name: string, signal = NEVER) {
      return take(name.split(" ")[0] ?? "", signal, () => {
        began.push(name);
        const { promise, resolve } = Promise.withResolvers<void>();
        running.set(name, resolve);
        return promise.then(() => name);
      });
    },
    async end(name: string) {
      running.get(name)?.();
      running.delete(name);
      await settled();
    },
    get running() {
      return [...running.keys()];
    },
  };
}

async function settled() {
  for (let times = 0; times < 20; times++) await Promise.resolve();
}

Deno.test("callers take turns: ten questions of one do not delay one of another", async () => {
  const at = workbench({ atOnce: 1, waiting: 20 });
  const all = ["ada 1", "ada 2", "ada 3", "ada 4", "bob 1", "eve 1", "bob 2"].map((name) =>
    at.start(name)
  );
  for (let ended = 0; ended < all.length; ended++) await at.end(at.running[0] ?? "");
  assert.deepEqual(await Promise.all(all), [
    ...["ada 1", "ada 2", "ada 3", "ada 4", "bob 1", "eve 1", "bob 2"],
  ]);
  assert.deepEqual(at.began, ["ada 1", "ada 2", "bob 1", "eve 1", "ada 3", "bob 2", "ada 4"]);
});

Deno.test("no more run at once than may, and failing work gives its place back", async () => {
  const at = workbench({ atOnce: 2, waiting: 20 });
  const all = ["a", "b", "c", "d"].map((name) => at.start(name));
  await settled();
  assert.deepEqual(at.running, ["a", "b"]);
  await at.end("a");
  assert.deepEqual(at.running, ["b", "c"]);
  for (const name of ["b", "c", "d"]) await at.end(name);
  await Promise.all(all);

  const { take } = turns({ atOnce: 1, waiting: 1 });
  await assert.rejects(take("a", NEVER, () => Promise.reject(new Error("no"))), /no/);
  assert.equal(await take("a", NEVER, () => Promise.resolve(7)), 7);
});

Deno.test("an aborted waiter leaves the queue, and too many are refused", async () => {
  const at = workbench({ atOnce: 1, waiting: 2 });
  const left = new AbortController();
  const first = at.start("a 1");
  const second = at.start("b 1", left.signal);
  const third = at.start("b 2");
  await assert.rejects(at.start("c 1"), { code: "SERVICE_UNAVAILABLE" });
  left.abort(new Error("gone"));
  await assert.rejects(second, /gone/);
  await at.end("a 1");
  await at.end("b 2");
  assert.deepEqual(await Promise.all([first, third]), ["a 1", "b 2"]);
  assert.deepEqual(at.began, ["a 1", "b 2"]);
  await assert.rejects(at.start("b 3", left.signal), /gone/);
});
